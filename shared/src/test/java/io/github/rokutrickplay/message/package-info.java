@NullMarked
package io.github.rokutrickplay.message;

import org.jspecify.annotations.NullMarked;
