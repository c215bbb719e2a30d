package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.Finding.Severity;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check has looked at, and found.
 *
 * @param findings the worst first
 * @param forms what was read, as in {@code image playlist thumbs_320x180.m3u8}
 * @param sizes how many sizes of thumbnails there are
 * @param images how many image objects were looked at
 * @param filmSeconds the length of the film; null where it is not known
 * @param intervalSeconds from one thumbnail to the next; null where it is not known
 * @param picturesCompared how many thumbnails were compared with frames of the film
 * @param seed of the choice of these
 */
public record Verified(
        List<Finding> findings,
        List<String> forms,
        int sizes,
        int images,
        @Nullable BigDecimal filmSeconds,
        @Nullable BigDecimal intervalSeconds,
        int picturesCompared,
        long seed) {

    public Verified {
        findings = List.copyOf(findings);
        forms = List.copyOf(forms);
    }

    /** How many findings are as bad as this. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
