package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.storage.S3Location;

/**
 * The PAT and PMT packets among the first of a transport stream: what a demuxer needs to know before it can make sense of a
 * part of it that has none of its own, such as a single I-frame.
 *
 * @param start the stream's first bytes
 */
public record TransportStreamTables(StoredBytes start) implements ByteSource {

    private static final int PACKETS = 32;
    private static final int PACKET_BYTES = 188;

    static TransportStreamTables of(S3Location stream) {
        return at(new StoredBytes(stream, null));
    }

    /** Those at the start of a clear part of a stream. */
    public static TransportStreamTables at(StoredBytes stream) {
        long offset = stream.range() == null ? 0 : stream.range().offset();
        return new TransportStreamTables(
                new StoredBytes(stream.location(), new ByteRange(offset, PACKETS * PACKET_BYTES)));
    }

    /** As {@link StoredBytes#hashCode}. */
    @Override
    public int hashCode() {
        return start.hashCode();
    }

    @Override
    public String toString() {
        return "the program tables at the start of " + start.location();
    }
}
