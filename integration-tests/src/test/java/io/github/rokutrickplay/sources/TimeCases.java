package io.github.rokutrickplay.sources;

import java.util.List;

/** Timestamps, discontinuities, gaps. */
final class TimeCases {

    private TimeCases() {}

    static List<SourceCase> all() {
        return List.of();
    }
}
