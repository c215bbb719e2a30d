package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A store whose conditional writes others get in the way of. */
final class InterruptedWrites implements ObjectStore {

    /** What happens when something is to be replaced. */
    interface Replacement {
        /**
         * @param attempt counted from 1
         * @param write the write that was asked for
         * @return what the writer is told
         */
        boolean run(int attempt, BooleanSupplier write);
    }

    private final ObjectStore store;
    private final Replacement replacement;
    private int attempts;

    InterruptedWrites(ObjectStore store, Replacement replacement) {
        this.store = store;
        this.replacement = replacement;
    }

    int attempts() {
        return attempts;
    }

    @Override
    public Optional<StoredObject> find(S3Location location, long maxBytes) {
        return store.find(location, maxBytes);
    }

    @Override
    public Optional<ObjectRange> findRange(S3Location location, long offset, int length) {
        return store.findRange(location, offset, length);
    }

    @Override
    public void put(S3Location location, byte[] body, ObjectAttributes attributes) {
        store.put(location, body, attributes);
    }

    @Override
    public boolean replace(S3Location location, byte[] body, ObjectAttributes attributes, String expectedEtag) {
        attempts++;
        return replacement.run(attempts, () -> store.replace(location, body, attributes, expectedEtag));
    }

    @Override
    public List<ObjectSummary> list(String bucket, String keyPrefix) {
        return store.list(bucket, keyPrefix);
    }

    @Override
    public void delete(Collection<S3Location> locations) {
        store.delete(locations);
    }
}
