package io.github.rokutrickplay.storage;

import io.github.rokutrickplay.failure.TransientFailure;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/** The read-modify-write of an object that others write as well: whoever loses the race reads again. */
public final class ConditionalWrites {

    private static final int MAX_TRIES = 10;
    private static final long BACKOFF_MILLIS = 20;

    private ConditionalWrites() {}

    /**
     * Reads, edits and writes until nobody gets in between.
     *
     * @param object names what is written, in the failure's message
     * @param attempt is given its number, from 1; gives nothing if the object was not written, since it had changed meanwhile
     * @throws TransientFailure if others were faster every time
     */
    public static <T> T repeat(S3Location object, IntFunction<Optional<T>> attempt) {
        for (int number = 1; number <= MAX_TRIES; number++) {
            Optional<T> outcome = attempt.apply(number);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            pause(number, object);
        }
        throw new TransientFailure(
                object + " was changed by others each of the " + MAX_TRIES + " times it was to be written");
    }

    private static void pause(int attempt, S3Location object) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(BACKOFF_MILLIS * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while waiting to write " + object, e);
        }
    }
}
