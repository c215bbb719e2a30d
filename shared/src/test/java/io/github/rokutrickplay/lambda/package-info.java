@NullMarked
package io.github.rokutrickplay.lambda;

import org.jspecify.annotations.NullMarked;
