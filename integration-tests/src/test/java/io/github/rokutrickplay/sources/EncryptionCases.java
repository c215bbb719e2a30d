package io.github.rokutrickplay.sources;

import java.util.List;

/** Encryption. */
final class EncryptionCases {

    private EncryptionCases() {}

    static List<SourceCase> all() {
        return List.of();
    }
}
