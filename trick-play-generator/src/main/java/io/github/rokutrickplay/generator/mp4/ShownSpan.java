package io.github.rokutrickplay.generator.mp4;

import java.time.Duration;

/**
 * A part of the presentation that shows a part of the media.
 *
 * @param start the presentation time at which it starts
 * @param end the presentation time at which it ends
 * @param mediaFrom the media's time that is presented at its start
 * @param mediaTo the media's time that is presented no more
 */
record ShownSpan(Duration start, Duration end, long mediaFrom, long mediaTo) {}
