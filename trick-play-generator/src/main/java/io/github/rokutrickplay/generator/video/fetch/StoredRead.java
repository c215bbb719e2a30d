package io.github.rokutrickplay.generator.video.fetch;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Aes128;
import io.github.rokutrickplay.generator.plan.StoredBytes;
import io.github.rokutrickplay.storage.ObjectRange;
import io.github.rokutrickplay.storage.ObjectStore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Reads bytes of an object in steps, from their start on, and decrypts them on the way. For one thread at a time. */
final class StoredRead {

    /** In place of a size that is not known yet. */
    static final int UNKNOWN = Integer.MAX_VALUE;

    private static final byte[] NOTHING = {};

    private final ObjectStore store;
    private final LongAdder bytesRead;
    private final StoredBytes source;
    private final @Nullable BlockDecryption decryption;
    private final long start;
    private long read;
    private int given;
    /** How many bytes there are to read, encrypted ones if they are; known with the first answer. */
    private long size;

    private boolean ended;

    StoredRead(ObjectStore store, ContentKeys keys, LongAdder bytesRead, StoredBytes source) {
        this.store = store;
        this.bytesRead = bytesRead;
        this.source = source;
        Aes128 encryption = source.encryption();
        decryption = encryption == null ? null : new BlockDecryption(keys.cipher(encryption));
        start = source.range() == null ? 0 : source.range().offset();
        size = source.range() == null ? UNKNOWN : Math.min(source.range().length(), UNKNOWN);
    }

    /**
     * The next bytes.
     *
     * @param count how many are wanted; padding and blocks may make it a few less
     * @param what says whose bytes they are, where they are missing
     * @return empty at the end only
     */
    byte[] next(int count, String what) {
        byte[] bytes = NOTHING;
        while (bytes.length == 0 && !ended) {
            byte[] stored = fetch(count, what);
            bytes = decryption == null ? stored : decryption.next(stored, ended);
        }
        given += bytes.length;
        return bytes;
    }

    /** How many bytes {@link #next} gives in all; {@link #UNKNOWN} before that can be told. */
    int size() {
        if (decryption == null) {
            return (int) Math.min(size, UNKNOWN);
        }
        return ended ? given : UNKNOWN;
    }

    private byte[] fetch(int count, String what) {
        int length = (int) Math.min(count, size - read);
        ObjectRange answer = store.findRange(source.location(), start + read, length)
                .orElseThrow(() -> new PermanentFailure(what + " is missing: there is no " + source));
        bytesRead.add(answer.bytes().length);
        read += answer.bytes().length;
        size = answer.bytes().length == 0 ? read : Math.min(size, Math.max(0, answer.objectSizeBytes() - start));
        ended = read >= size;
        return answer.bytes();
    }
}
