/**
 * Timestamps, without native code. In: ticks of a stream's {@link io.github.rokutrickplay.generator.video.timeline.Timebase} in decode order. Out: seconds of the
 * presentation, which frame is presented when, and where decoding of it starts. Start
 * with {@link io.github.rokutrickplay.generator.video.timeline.PacketIndex}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.timeline;

import org.jspecify.annotations.NullMarked;
