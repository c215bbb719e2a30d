package io.github.rokutrickplay.sample;

import java.util.List;

/**
 * A rendition that was written.
 *
 * @param codec its video codec as RFC 6381 names it
 */
record WrittenRendition(RenditionSpec spec, String codec, List<WrittenSegment> segments) {

    long peakBitsPerSecond() {
        return (long) Math.ceil(segments.stream()
                .mapToDouble(WrittenSegment::bitsPerSecond)
                .max()
                .orElseThrow());
    }

    long averageBitsPerSecond() {
        double bits = segments.stream()
                .mapToDouble(segment -> segment.sizeBytes() * 8.0)
                .sum();
        double seconds = segments.stream()
                .mapToDouble(segment -> segment.duration().toNanos() / 1e9)
                .sum();
        return (long) Math.ceil(bits / seconds);
    }
}
