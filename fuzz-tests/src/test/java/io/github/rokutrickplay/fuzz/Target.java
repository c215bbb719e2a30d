package io.github.rokutrickplay.fuzz;

import java.util.List;

/** What is fuzzed: takes any bytes, and throws what must not come of them. */
enum Target {
    PLAYLIST(PlaylistFuzzer.class, PlaylistFuzzer.seeds()),
    FILM(FilmFuzzer.class, FilmFuzzer.seeds()),
    EVENT(EventFuzzer.class, EventFuzzer.seeds()),
    MESSAGE(MessageFuzzer.class, MessageFuzzer.seeds()),
    TRANSPORT_STREAM(TransportStreamFuzzer.class, MediaFuzzer.seeds()),
    FRAGMENT(FragmentFuzzer.class, MediaFuzzer.seeds()),
    ENCRYPTED(EncryptedFuzzer.class, MediaFuzzer.seeds()),
    MP4(Mp4Fuzzer.class, MediaFuzzer.seeds());

    private final Class<?> fuzzer;

    @SuppressWarnings("ImmutableEnumChecker") // arrays that nobody changes
    private final List<byte[]> seeds;

    /**
     * @param fuzzer its public static {@code fuzzerTestOneInput(byte[])} is what Jazzer calls
     */
    Target(Class<?> fuzzer, List<byte[]> seeds) {
        this.fuzzer = fuzzer;
        this.seeds = seeds;
    }

    Class<?> fuzzer() {
        return fuzzer;
    }

    /** Inputs to begin with. */
    List<byte[]> seeds() {
        return seeds;
    }

    void run(byte[] input) throws ReflectiveOperationException {
        fuzzer.getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) input);
    }
}
