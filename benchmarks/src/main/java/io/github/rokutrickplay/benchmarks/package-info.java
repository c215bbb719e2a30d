/** Measurements of the whole. Start with {@link io.github.rokutrickplay.benchmarks.Benchmarks}. */
@NullMarked
package io.github.rokutrickplay.benchmarks;

import org.jspecify.annotations.NullMarked;
