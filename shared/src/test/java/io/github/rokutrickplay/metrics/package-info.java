@NullMarked
package io.github.rokutrickplay.metrics;

import org.jspecify.annotations.NullMarked;
