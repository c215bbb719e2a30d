@NullMarked
package io.github.rokutrickplay.local.lambda;

import org.jspecify.annotations.NullMarked;
