package io.github.rokutrickplay.sources;

import java.util.List;

/** MP4 and MOV files, and clear alternatives of a job. */
final class Mp4Cases {

    private Mp4Cases() {}

    static List<SourceCase> all() {
        return List.of();
    }
}
