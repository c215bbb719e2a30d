package io.github.rokutrickplay.sources;

import java.nio.file.Path;

/**
 * A form that a source can have.
 *
 * @param group the table's section
 * @param name the table's line
 * @param script makes such a film
 */
record SourceCase(String group, String name, Script script) {

    /** Makes a film in an empty folder. */
    @FunctionalInterface
    interface Script {
        Film make(Studio studio, Path folder) throws Exception;
    }

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
