package io.github.rokutrickplay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page in Markdown whose marked sections are replaced one by one, and whose other text stays as people have written it. */
record Report(Path file) {

    /**
     * Replaces a section, which stands between two comments with its name.
     *
     * @throws IllegalStateException if the page has no such section
     */
    void replace(String section, String text) throws IOException {
        String page = Files.readString(file);
        String begin = "<!-- " + section + " -->\n";
        String end = "<!-- end of " + section + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException(
                    file + " has no section " + section + ", between " + begin.strip() + " and " + end);
        }
        Files.writeString(file, page.substring(0, from + begin.length()) + "\n" + text + "\n" + page.substring(to));
    }
}
