/** Tests of what is done with figures. */
@NullMarked
package io.github.rokutrickplay.benchmarks;

import org.jspecify.annotations.NullMarked;
