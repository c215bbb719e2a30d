@NullMarked
package io.github.rokutrickplay.invalidation;

import org.jspecify.annotations.NullMarked;
