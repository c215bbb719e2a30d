package io.github.rokutrickplay.fuzz;

/** {@link MediaFuzzer} on transport streams that are encrypted with AES-128, and their key. */
public final class EncryptedFuzzer {

    private static final MediaFuzzer FUZZER = MediaFuzzer.ofEncrypted();

    private EncryptedFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        FUZZER.run(input);
    }
}
