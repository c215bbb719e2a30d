package io.github.rokutrickplay.generator.video.fetch;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.video.transport.ProgramFollower;
import io.github.rokutrickplay.generator.video.transport.TransportPacket;
import io.github.rokutrickplay.generator.video.transport.TransportVideo;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a demuxer gets of a segment: its initialization section, then as much of the media as is asked for, read
 * in growing steps. For one thread at a time.
 */
public final class SegmentBytes {

    private static final int MIN_STEP = 32 * 1024;
    private static final int MAX_STEP = 1024 * 1024;

    /** Ten seconds of 8K at 400 Mbit/s. What needs more before a frame comes is no segment, and would eat the memory. */
    private static final int MAX_BYTES = 512 * 1024 * 1024;

    private final StoredRead source;
    private final PlannedSegment segment;
    private final byte[] initialization;
    private final boolean part;
    private byte[] media = new byte[0];
    private int loaded;
    /** How many of the loaded bytes may be handed out: in a transport stream those of packets that are whole. */
    private int ready;

    private int used;
    private @Nullable ProgramFollower follower;
    /** How many bytes of media there are; known with the first answer. */
    private int size;

    /**
     * @param source reads the media, from its first byte on
     * @param part whether it is a part of a planned segment
     */
    SegmentBytes(StoredRead source, PlannedSegment segment, byte[] initialization, boolean part) {
        this.source = source;
        this.segment = segment;
        this.part = part;
        this.size = source.size();
        if (initialization.length > 0 && initialization[0] == TransportPacket.SYNC) {
            // It is shared with other segments, whose tables change elsewhere.
            this.initialization = initialization.clone();
            follower = new ProgramFollower();
            follower.follow(this.initialization, 0, initialization.length);
        } else {
            this.initialization = initialization;
        }
    }

    /** The video of a transport stream, as far as its program tables were read; empty for others. */
    public Optional<TransportVideo> transportVideo() {
        return follower == null ? Optional.empty() : follower.video();
    }

    public PlannedSegment segment() {
        return segment;
    }

    public boolean isPart() {
        return part;
    }

    /** How many bytes of the media were handed out. */
    int used() {
        return used;
    }

    /** Is given a part of an array. */
    private interface Target {
        void put(byte[] source, int offset, int length);
    }

    /**
     * Copies bytes to native memory: at least one, and no more than are at hand, unless none are.
     *
     * @return how many; 0 at the end
     */
    public int read(long position, BytePointer target, int count) {
        return read(position, count, (source, offset, length) -> target.put(source, offset, length));
    }

    /** The same to a place in an array. */
    public int read(long position, byte[] target, int at, int count) {
        return read(position, count, (source, offset, length) -> System.arraycopy(source, offset, target, at, length));
    }

    private int read(long position, int count, Target target) {
        if (position < initialization.length) {
            int length = (int) Math.min(count, initialization.length - position);
            target.put(initialization, (int) position, length);
            return length;
        }
        long offset = position - initialization.length;
        if (offset >= size) {
            return 0; // an offset in the media's own boxes may be anything
        }
        int from = (int) offset;
        load(from + 1, Math.clamp(loaded / 2, MIN_STEP, MAX_STEP));
        int length = Math.min(count, ready - from);
        if (length <= 0) {
            return 0;
        }
        target.put(media, from, length);
        used = Math.max(used, from + length);
        return length;
    }

    /** Where in the media a position lies that a demuxer tells, which counts the initialization section before it. */
    long positionInMedia(long position) {
        return position - initialization.length;
    }

    /** Where that ends, the initialization section before it counted as well. */
    public long usedEnd() {
        return (long) initialization.length + used;
    }

    /** The first bytes; fewer where there are not as many. */
    public byte[] head(int count) {
        if (initialization.length >= count) {
            return Arrays.copyOf(initialization, count);
        }
        byte[] ofMedia = mediaHead(count - initialization.length);
        byte[] head = Arrays.copyOf(initialization, initialization.length + ofMedia.length);
        System.arraycopy(ofMedia, 0, head, initialization.length, ofMedia.length);
        return head;
    }

    /** The first bytes of the media; fewer where there are not as many. */
    public byte[] mediaHead(int count) {
        load(count, MIN_STEP);
        return Arrays.copyOf(media, Math.min(count, ready));
    }

    /** How many bytes of media there are, as far as that is known. */
    OptionalInt size() {
        return size == StoredRead.UNKNOWN ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** How long it is, as far as that is known. */
    public long length() {
        return size == StoredRead.UNKNOWN ? -1 : (long) initialization.length + size;
    }

    /** Reads on until there are as many bytes of media, or no more. */
    void load(int until, int step) {
        while (ready < Math.min(until, size)) {
            fetch(Math.min(Math.max(step, until - ready), size - loaded));
        }
    }

    private void fetch(int length) {
        if (loaded + (long) length > MAX_BYTES) {
            throw new PermanentFailure(SegmentName.of(segment) + " has no frame that could be decoded in its first "
                    + loaded + " bytes; at most " + MAX_BYTES + " are read");
        }
        byte[] bytes = source.next(length, "segment " + segment.index());
        size = bytes.length == 0 ? loaded : source.size();
        append(bytes);
    }

    private void append(byte[] bytes) {
        if (loaded == 0) {
            media = bytes;
        } else {
            if (media.length < loaded + bytes.length) {
                media = Arrays.copyOf(media, Math.max(loaded + bytes.length, Math.min(2 * loaded, size)));
            }
            System.arraycopy(bytes, 0, media, loaded, bytes.length);
        }
        loaded += bytes.length;
        int whole = follow();
        ready = loaded < size ? whole : loaded;
    }

    private int follow() {
        if (ready == 0 && initialization.length == 0 && loaded > 0 && media[0] == TransportPacket.SYNC) {
            follower = new ProgramFollower();
        }
        return follower == null ? loaded : follower.follow(media, ready, loaded);
    }
}
