package io.github.rokutrickplay.fuzz;

import io.github.rokutrickplay.failure.PermanentFailure;

/** What may come of bad input, when the store is as good as can be. */
final class Allowed {

    private Allowed() {}

    /** Does something that may end in a refusal, and in nothing else: another try would not help. */
    static void refusal(Runnable action) {
        try {
            action.run();
        } catch (PermanentFailure expected) {
            if (String.valueOf(expected.getMessage()).isBlank()) {
                throw new AssertionError("a refusal that does not say why", expected);
            }
        }
    }
}
