package io.github.rokutrickplay.generator.mp4;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A file that is an array, and counts how it is read. */
public final class BytesInMemory implements FileBytes {

    private final byte[] bytes;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong bytesRead = new AtomicLong();

    public BytesInMemory(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public byte[] read(long offset, int length) {
        byte[] part = Arrays.copyOfRange(bytes, (int) offset, (int) Math.min(bytes.length, offset + length));
        reads.incrementAndGet();
        bytesRead.addAndGet(part.length);
        return part;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    public int reads() {
        return reads.get();
    }

    public long bytesRead() {
        return bytesRead.get();
    }
}
