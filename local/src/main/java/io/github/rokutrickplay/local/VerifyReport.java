package io.github.rokutrickplay.local;

import io.github.rokutrickplay.local.verify.Finding;
import io.github.rokutrickplay.local.verify.Finding.Severity;
import io.github.rokutrickplay.local.verify.Verified;
import io.github.rokutrickplay.message.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code ./trickplay verify} prints.
 *
 * @param verified what was found
 */
record VerifyReport(Verified verified) {

    /** A film whose images are all gone has thousands of findings that say the same. */
    private static final int MOST_ALIKE = 10;

    String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("findings", verified.findings());
        document.put("forms", verified.forms());
        document.put("sizes", verified.sizes());
        document.put("images", verified.images());
        if (verified.filmSeconds() != null) {
            document.put("film_seconds", verified.filmSeconds());
        }
        if (verified.intervalSeconds() != null) {
            document.put("interval_seconds", verified.intervalSeconds());
        }
        document.put("pictures_compared", verified.picturesCompared());
        document.put("seed", verified.seed());
        document.put("errors", verified.count(Severity.ERROR));
        document.put("warnings", verified.count(Severity.WARNING));
        document.put("notes", verified.count(Severity.NOTE));
        return Json.write(document);
    }

    /** A line for each finding, and one that sums up. */
    String text() {
        StringBuilder text = new StringBuilder();
        Map<String, Integer> alike = new HashMap<>();
        for (Finding finding : verified.findings()) {
            int same = alike.merge(kind(finding), 1, Integer::sum);
            if (same <= MOST_ALIKE) {
                text.append(finding.severity() + " " + finding.object() + ": " + finding.what() + "; " + finding.why()
                        + "; " + finding.remedy() + "\n");
            }
        }
        int left = alike.values().stream()
                .mapToInt(count -> Math.max(0, count - MOST_ALIKE))
                .sum();
        if (left > 0) {
            text.append("... and " + left + " more like these: --json has all\n");
        }
        return text.append(summary()).toString();
    }

    private static String kind(Finding finding) {
        return finding.severity() + finding.what().replaceAll("\\d+", "0");
    }

    private String summary() {
        StringBuilder text = new StringBuilder(
                "checked " + counted(verified.images(), "image") + " in " + counted(verified.sizes(), "size") + ", "
                        + counted(verified.forms().size(), "form"));
        if (verified.filmSeconds() != null) {
            text.append(", " + verified.filmSeconds().toPlainString() + " s of film");
        }
        if (verified.picturesCompared() > 0) {
            text.append(", " + counted(verified.picturesCompared(), "picture") + " of the film (--seed "
                    + verified.seed() + ")");
        }
        return text.append(": " + counted(verified.count(Severity.ERROR), "error") + ", "
                        + counted(verified.count(Severity.WARNING), "warning"))
                .toString();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
