package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.storage.ForwardingObjectStore;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredObject;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A store in which something happens each time just after one object was read. */
final class OvertakenReads extends ForwardingObjectStore {

    private final S3Location overtaken;
    private final IntConsumer afterRead;
    private int reads;

    /**
     * @param afterRead is told how many reads of the object there were
     */
    OvertakenReads(ObjectStore store, S3Location overtaken, IntConsumer afterRead) {
        super(store);
        this.overtaken = overtaken;
        this.afterRead = afterRead;
    }

    int reads() {
        return reads;
    }

    @Override
    public Optional<StoredObject> find(S3Location location, long maxBytes) {
        Optional<StoredObject> found = super.find(location, maxBytes);
        if (location.equals(overtaken)) {
            reads++;
            afterRead.accept(reads);
        }
        return found;
    }
}
