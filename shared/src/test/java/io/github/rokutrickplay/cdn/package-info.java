@NullMarked
package io.github.rokutrickplay.cdn;

import org.jspecify.annotations.NullMarked;
