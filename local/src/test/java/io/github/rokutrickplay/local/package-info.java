@NullMarked
package io.github.rokutrickplay.local;

import org.jspecify.annotations.NullMarked;
