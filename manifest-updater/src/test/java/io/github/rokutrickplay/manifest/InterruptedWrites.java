package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.ForwardingObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.function.BooleanSupplier;

/** A store whose conditional writes others get in the way of. */
final class InterruptedWrites extends ForwardingObjectStore {

    /** What happens when something is to be replaced. */
    interface Replacement {
        /**
         * @param attempt counted from 1
         * @param write the write that was asked for
         * @return what the writer is told
         */
        boolean run(int attempt, BooleanSupplier write);
    }

    private final Replacement replacement;
    private int attempts;

    InterruptedWrites(ObjectStore store, Replacement replacement) {
        super(store);
        this.replacement = replacement;
    }

    int attempts() {
        return attempts;
    }

    @Override
    public boolean replace(S3Location location, byte[] body, ObjectAttributes attributes, String expectedEtag) {
        attempts++;
        return replacement.run(attempts, () -> super.replace(location, body, attributes, expectedEtag));
    }
}
