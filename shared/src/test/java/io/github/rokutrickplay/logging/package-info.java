@NullMarked
package io.github.rokutrickplay.logging;

import org.jspecify.annotations.NullMarked;
