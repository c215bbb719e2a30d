package io.github.rokutrickplay.sources;

import java.util.List;

/** Damage. */
final class DamageCases {

    private DamageCases() {}

    static List<SourceCase> all() {
        return List.of();
    }
}
