/** Jumps of timestamps, by numbers alone. */
@NullMarked
package io.github.rokutrickplay.generator.video.clock;

import org.jspecify.annotations.NullMarked;
