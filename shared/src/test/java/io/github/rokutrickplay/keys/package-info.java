@NullMarked
package io.github.rokutrickplay.keys;

import org.jspecify.annotations.NullMarked;
