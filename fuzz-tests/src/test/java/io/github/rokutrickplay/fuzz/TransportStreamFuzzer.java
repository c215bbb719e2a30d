package io.github.rokutrickplay.fuzz;

import io.github.rokutrickplay.sample.SegmentFormat;

/** {@link MediaFuzzer} on MPEG transport streams. */
public final class TransportStreamFuzzer {

    private static final MediaFuzzer FUZZER = MediaFuzzer.of(SegmentFormat.MPEG_TS);

    private TransportStreamFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FUZZER.run(input);
    }
}
