package io.github.rokutrickplay.sources;

import java.util.List;

/** Codecs and their structures. */
final class CodecCases {

    private CodecCases() {}

    static List<SourceCase> all() {
        return List.of();
    }
}
