package io.github.rokutrickplay.sources;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What docs/sources.md says: a line for each case that was tried, in the order of the cases. */
final class SourceTable {

    private static final String INTRODUCTION = """
            # Sources

            Every form of film that is read, and how that is known. This page is written by a test run
            (`./mvnw verify` fails where it is not true any more; `./mvnw verify -Dsources.write=true` writes it anew): each line is a
            film that a script makes, every frame of which carries its number, and that `./trickplay process` is given. ffprobe says
            when each frame is presented, the ffmpeg program which number it carries, and another parser what the playlist holds;
            "exact" counts the thumbnails that show the last frame at or before k x interval, half a frame given, in both sizes.
            """;

    private final List<SourceCase> cases;
    private final Map<SourceCase, String> lines = new ConcurrentHashMap<>();

    SourceTable(List<SourceCase> cases) {
        this.cases = List.copyOf(cases);
    }

    void passed(SourceCase tried, String checked) {
        lines.put(tried, checked);
    }

    /** Whether every case has passed. */
    boolean complete() {
        return lines.keySet().containsAll(cases);
    }

    String markdown() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        String group = "";
        for (SourceCase tried : cases) {
            if (!tried.group().equals(group)) {
                group = tried.group();
                text.append("\n## ").append(group).append("\n\n| source | checked |\n|---|---|\n");
            }
            text.append("| ").append(tried.name()).append(" | ");
            text.append(lines.getOrDefault(tried, "not tried")).append(" |\n");
        }
        return text.toString();
    }
}
