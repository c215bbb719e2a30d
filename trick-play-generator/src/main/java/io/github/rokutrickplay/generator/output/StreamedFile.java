package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.storage.MultipartUpload;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object that is written from its beginning to its end, but for what it starts with, which is known last. Of a large one two
 * parts are in memory: the first, which is sent last, and the one that is being filled. A small one is written at once.
 */
final class StreamedFile {

    private static final int PART_BYTES = 8 * 1024 * 1024;

    private final ObjectStore store;
    private final S3Location location;
    private final ObjectAttributes attributes;
    private ByteArrayOutputStream first = new ByteArrayOutputStream();

    /** The same array for each part; there is none before the first part is full. */
    private byte[] part = {};

    private int filled;
    private @Nullable MultipartUpload upload;
    private int parts = 1;
    private long size;

    StreamedFile(ObjectStore store, S3Location location, ObjectAttributes attributes) {
        this.store = store;
        this.location = location;
        this.attributes = attributes;
    }

    S3Location location() {
        return location;
    }

    /** How much was appended, bytes. */
    long size() {
        return size;
    }

    void append(byte[] bytes) {
        size += bytes.length;
        if (first.size() < PART_BYTES) {
            first.writeBytes(bytes);
            return;
        }
        if (part.length == 0) {
            part = new byte[PART_BYTES];
        }
        for (int done = 0; done < bytes.length; ) {
            int length = Math.min(bytes.length - done, PART_BYTES - filled);
            System.arraycopy(bytes, done, part, filled, length);
            done += length;
            filled += length;
            if (filled == PART_BYTES) {
                send(part);
            }
        }
    }

    private void send(byte[] bytes) {
        if (upload == null) {
            upload = store.startMultipart(location, attributes);
        }
        parts++;
        upload.part(parts, bytes);
        filled = 0;
    }

    /**
     * Puts the start before what was appended, and the object in its place.
     *
     * @return its size in bytes
     */
    long finish(byte[] start) {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream(start.length + first.size());
        beginning.writeBytes(start);
        beginning.writeBytes(first.toByteArray());
        if (filled > 0) {
            send(Arrays.copyOf(part, filled));
        }
        if (upload == null) {
            store.put(location, beginning.toByteArray(), attributes);
        } else {
            upload.part(1, beginning.toByteArray());
            upload.complete();
            upload = null;
        }
        return start.length + size;
    }

    /** Forgets what was appended. */
    void restart() {
        if (upload != null) {
            upload.abort();
            upload = null;
        }
        first = new ByteArrayOutputStream();
        filled = 0;
        parts = 1;
        size = 0;
    }
}
