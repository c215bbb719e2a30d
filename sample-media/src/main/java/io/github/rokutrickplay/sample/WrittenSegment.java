package io.github.rokutrickplay.sample;

import java.time.Duration;

/**
 * A segment that was written.
 *
 * @param range the EXT-X-BYTERANGE value; empty for a whole file
 * @param initialization the EXT-X-MAP line; empty where there is none
 */
record WrittenSegment(
        String uri, String range, String initialization, Duration duration, int sizeBytes, boolean discontinuity) {

    double bitsPerSecond() {
        return sizeBytes * 8.0 / (duration.toNanos() / 1e9);
    }
}
