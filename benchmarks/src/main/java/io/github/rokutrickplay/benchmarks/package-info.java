/** Measurements of the whole functions. Start with {@link io.github.rokutrickplay.benchmarks.ColdStart}. */
@NullMarked
package io.github.rokutrickplay.benchmarks;

import org.jspecify.annotations.NullMarked;
