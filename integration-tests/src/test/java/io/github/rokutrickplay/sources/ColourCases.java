package io.github.rokutrickplay.sources;

import java.util.List;

/** Colours, compared with an independent conversion by the ffmpeg program. */
final class ColourCases {

    private ColourCases() {}

    static List<SourceCase> all() {
        return List.of();
    }
}
