/**
 * MP4 and QuickTime files (ISO/IEC 14496-12): what their boxes say of the video's samples, read by ranges, and a plan made
 * of it. No libav here. Start with {@link io.github.rokutrickplay.generator.mp4.Mp4Planner}.
 */
@NullMarked
package io.github.rokutrickplay.generator.mp4;

import org.jspecify.annotations.NullMarked;
