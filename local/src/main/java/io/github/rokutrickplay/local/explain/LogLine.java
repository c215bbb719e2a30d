package io.github.rokutrickplay.local.explain;

import java.time.Instant;

/**
 * A line of a function's log.
 *
 * @param level {@code INFO}, {@code WARN}, {@code ERROR}
 */
public record LogLine(String function, Instant time, String level, String message) {

    boolean isWorse() {
        return level.equals("WARN") || level.equals("ERROR");
    }
}
