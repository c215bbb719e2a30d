package io.github.rokutrickplay.local.explain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work of a film that was refused, or that failed to the last try.
 *
 * @param function the function, or the event rule, that it was meant for
 * @param sentAt when it became one
 * @param reason what is wrong; null where the work failed again and again, and the log tells
 */
public record DeadLetter(
        String function, Instant sentAt, @Nullable String reason) {}
