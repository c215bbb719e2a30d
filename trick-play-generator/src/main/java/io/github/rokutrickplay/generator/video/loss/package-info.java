/**
 * Whether frames were lost, and how many thumbnails a film may lack. In: segments that are read and decoded whole, which is slow and
 * done only where a picture would be wrong. See docs/decisions/0021. Start
 * with {@link io.github.rokutrickplay.generator.video.loss.LossDetector}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.loss;

import org.jspecify.annotations.NullMarked;
