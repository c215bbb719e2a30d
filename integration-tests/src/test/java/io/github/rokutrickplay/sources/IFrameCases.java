package io.github.rokutrickplay.sources;

import java.util.List;

/** I-frame playlists. */
final class IFrameCases {

    private IFrameCases() {}

    static List<SourceCase> all() {
        return List.of();
    }
}
