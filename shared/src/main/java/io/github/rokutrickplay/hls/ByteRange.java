package io.github.rokutrickplay.hls;

/** Bytes of a resource: {@code length} of them, from {@code offset} (RFC 8216bis section 4.4.4.2). */
public record ByteRange(long offset, long length) {

    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("a byte range of " + length + "@" + offset + " holds no bytes");
        }
    }

    long end() {
        return offset + length;
    }
}
