/** Proofs that the frames are the right ones. Start with {@link io.github.rokutrickplay.generator.video.FrameExactnessTest}. */
@NullMarked
package io.github.rokutrickplay.generator.video.fetch;

import org.jspecify.annotations.NullMarked;
