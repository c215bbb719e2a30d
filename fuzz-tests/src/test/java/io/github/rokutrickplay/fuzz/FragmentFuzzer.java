package io.github.rokutrickplay.fuzz;

import io.github.rokutrickplay.sample.SegmentFormat;

/** {@link MediaFuzzer} on fragmented MP4. */
public final class FragmentFuzzer {

    private static final MediaFuzzer FUZZER = MediaFuzzer.of(SegmentFormat.FMP4);

    private FragmentFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FUZZER.run(input);
    }
}
