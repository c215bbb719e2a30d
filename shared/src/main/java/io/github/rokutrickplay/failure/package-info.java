/** The two kinds of failure. Start with {@link io.github.rokutrickplay.failure.PipelineException}. */
@NullMarked
package io.github.rokutrickplay.failure;

import org.jspecify.annotations.NullMarked;
