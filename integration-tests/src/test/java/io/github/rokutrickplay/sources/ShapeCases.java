package io.github.rokutrickplay.sources;

import java.util.List;

/** The shape of pictures. */
final class ShapeCases {

    private ShapeCases() {}

    static List<SourceCase> all() {
        return List.of();
    }
}
