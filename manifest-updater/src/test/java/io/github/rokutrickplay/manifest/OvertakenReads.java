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
import java.util.function.IntConsumer;

/** A store in which something happens each time just after one object was read. */
final class OvertakenReads implements ObjectStore {

    private final ObjectStore store;
    private final S3Location overtaken;
    private final IntConsumer afterRead;
    private int reads;

    /**
     * @param afterRead is told how many reads of the object there were
     */
    OvertakenReads(ObjectStore store, S3Location overtaken, IntConsumer afterRead) {
        this.store = store;
        this.overtaken = overtaken;
        this.afterRead = afterRead;
    }

    int reads() {
        return reads;
    }

    @Override
    public Optional<StoredObject> find(S3Location location, long maxBytes) {
        Optional<StoredObject> found = store.find(location, maxBytes);
        if (location.equals(overtaken)) {
            reads++;
            afterRead.accept(reads);
        }
        return found;
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
        return store.replace(location, body, attributes, expectedEtag);
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
