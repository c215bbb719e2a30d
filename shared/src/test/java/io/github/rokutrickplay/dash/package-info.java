@NullMarked
package io.github.rokutrickplay.dash;

import org.jspecify.annotations.NullMarked;
