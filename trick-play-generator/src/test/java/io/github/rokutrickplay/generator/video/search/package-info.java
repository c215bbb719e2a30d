/** Proofs that the frames are the right ones. Start with {@link io.github.rokutrickplay.generator.video.FrameExactnessTest}. */
@NullMarked
package io.github.rokutrickplay.generator.video.search;

import org.jspecify.annotations.NullMarked;
