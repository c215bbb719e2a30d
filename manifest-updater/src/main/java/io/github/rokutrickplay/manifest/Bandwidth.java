package io.github.rokutrickplay.manifest;

/** Bits a second, rounded up. */
final class Bandwidth {

    private static final long MICROS = 1_000_000;
    private static final int BITS = 8;

    /**
     * The shortest span that a peak is measured over. RFC 8216bis section 4.1 asks for half a target duration, which is at
     * least a second; without it, the sliver between a mark and a discontinuity would be a peak of gigabits.
     */
    private static final long SHORTEST_PEAK_US = MICROS / 2;

    private Bandwidth() {}

    /** Of one segment, which may be the one that has most. */
    static long peak(long bytes, long us) {
        return bitsPerSecond(bytes, Math.max(us, SHORTEST_PEAK_US));
    }

    static long bitsPerSecond(long bytes, long us) {
        return Math.ceilDiv(Math.multiplyExact(bytes, BITS * MICROS), us);
    }
}
