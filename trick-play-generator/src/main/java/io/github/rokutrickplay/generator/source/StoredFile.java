package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.mp4.FileBytes;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** A file in the store that must stay the same while it is read. */
final class StoredFile implements FileBytes {

    /** The first request, which tells the size as well, brings the moov box of a short film or the beginning of it. */
    private static final int HEAD = 128 * 1024;

    private final ObjectStore store;
    private final S3Location location;
    private final ObjectRange head;
    private final LongAdder bytesRead = new LongAdder();

    private StoredFile(ObjectStore store, S3Location location, ObjectRange head) {
        this.store = store;
        this.location = location;
        this.head = head;
        bytesRead.add(head.bytes().length);
    }

    /**
     * @throws PermanentFailure if there is no such file
     */
    static StoredFile open(ObjectStore store, S3Location location) {
        return new StoredFile(store, location, range(store, location, 0, HEAD));
    }

    private static ObjectRange range(ObjectStore store, S3Location location, long offset, int length) {
        return store.findRange(location, offset, length)
                .orElseThrow(() -> new PermanentFailure("there is no " + location));
    }

    @Override
    public byte[] read(long offset, int length) {
        int known = head.bytes().length;
        if (offset < known && (offset + length <= known || known == size())) {
            return Arrays.copyOfRange(head.bytes(), (int) offset, (int) Math.min(known, offset + length));
        }
        ObjectRange answer = range(store, location, offset, length);
        if (!answer.etag().equals(head.etag())) {
            throw new TransientFailure(location + " was replaced while it was read");
        }
        bytesRead.add(answer.bytes().length);
        return answer.bytes();
    }

    @Override
    public long size() {
        return head.objectSizeBytes();
    }

    S3Location location() {
        return location;
    }

    String etag() {
        return head.etag();
    }

    long bytesRead() {
        return bytesRead.sum();
    }
}
