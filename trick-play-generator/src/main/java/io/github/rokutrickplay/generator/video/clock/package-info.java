/**
 * What the timestamps of a run of segments mean: for each run, the seconds of the presentation at which a timestamp is shown, by
 * {@link io.github.rokutrickplay.generator.video.timeline.RunClock}s that are learned from the segments' first packets. Start
 * with {@link io.github.rokutrickplay.generator.video.clock.RunClocks}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.clock;

import org.jspecify.annotations.NullMarked;
