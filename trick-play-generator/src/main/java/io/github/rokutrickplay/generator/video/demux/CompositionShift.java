package io.github.rokutrickplay.generator.video.demux;

import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How much later libav's demuxer has the frames of a fragmented MP4 presented than their boxes say (ISO/IEC 14496-12 section
 * 8.8.8): by the most negative composition offset that it has met since it was opened, so that none is presented before it is
 * decoded. Segments are opened one by one, and their offsets differ: what is taken off again makes timestamps those of tfdt and
 * trun. For one thread.
 */
final class CompositionShift {

    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;
    private static final int MAX_MOOF = 16 * 1024 * 1024;
    private static final int MOOF = type("moof");
    private static final int TRAF = type("traf");
    private static final int TFHD = type("tfhd");
    private static final int TRUN = type("trun");
    private static final int FLAGS = 0xFFFFFF;
    private static final int DATA_OFFSET = 0x1;
    private static final int FIRST_SAMPLE_FLAGS = 0x4;
    private static final int COMPOSITION_OFFSET = 0x800;
    /** Of each sample: duration, size, flags, composition offset. */
    private static final int SAMPLE_FIELDS = 0xF00;

    private final SegmentBytes bytes;
    private final int track;
    private long next;
    private long shift;

    /**
     * @param track the video's track_ID
     */
    CompositionShift(SegmentBytes bytes, int track) {
        this.bytes = bytes;
        this.track = track;
    }

    private static int type(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }

    /**
     * The shift of a packet, in units of its track.
     *
     * @param position where its data begin; not before that of the packet that was asked for last
     */
    long at(long position) {
        while (next <= position) {
            ByteBuffer header = read(next, LARGE_HEADER);
            if (header == null) {
                break;
            }
            long size = Integer.toUnsignedLong(header.getInt(0));
            size = size == 1 ? header.getLong(HEADER) : size;
            if (size < HEADER) {
                next = Long.MAX_VALUE; // it lasts to the end, or is none
                break;
            }
            if (header.getInt(Integer.BYTES) == MOOF && size <= MAX_MOOF) {
                ByteBuffer moof = read(next, (int) size);
                if (moof != null) {
                    lookAt(moof.position(HEADER));
                }
            }
            next += size;
        }
        return shift;
    }

    private @Nullable ByteBuffer read(long position, int count) {
        byte[] target = new byte[count];
        int filled = 0;
        int read = 1;
        while (read > 0 && filled < count) {
            read = bytes.read(position + filled, target, filled, count - filled);
            filled += read;
        }
        return filled == count ? ByteBuffer.wrap(target) : null;
    }

    private void lookAt(ByteBuffer moof) {
        for (ByteBuffer traf = box(moof); traf != null; traf = box(moof)) {
            boolean ofVideo = false;
            if (traf.getInt(Integer.BYTES) == TRAF) {
                ByteBuffer boxes = traf.position(HEADER).slice();
                for (ByteBuffer box = box(boxes); box != null; box = box(boxes)) {
                    int type = box.getInt(Integer.BYTES);
                    if (type == TFHD && box.limit() >= LARGE_HEADER) {
                        ofVideo = box.getInt(LARGE_HEADER - Integer.BYTES) == track;
                    } else if (type == TRUN && ofVideo && box.limit() >= LARGE_HEADER) {
                        lookAtRun(box);
                    }
                }
            }
        }
    }

    /** The next box of others; null if there is no whole one. */
    private static @Nullable ByteBuffer box(ByteBuffer boxes) {
        if (boxes.remaining() < HEADER) {
            return null;
        }
        int size = boxes.getInt(boxes.position());
        if (size < HEADER || size > boxes.remaining()) {
            return null;
        }
        ByteBuffer box = boxes.slice(boxes.position(), size);
        boxes.position(boxes.position() + size);
        return box;
    }

    private void lookAtRun(ByteBuffer trun) {
        int flags = trun.getInt(HEADER) & FLAGS;
        if ((flags & COMPOSITION_OFFSET) == 0) {
            return;
        }
        int fields = Integer.bitCount(flags & SAMPLE_FIELDS) * Integer.BYTES;
        int before = LARGE_HEADER + Integer.bitCount(flags & (DATA_OFFSET | FIRST_SAMPLE_FLAGS)) * Integer.BYTES;
        int samples = trun.getInt(HEADER + Integer.BYTES);
        // It is the last of a sample's fields.
        for (int i = 1; i <= samples && before + (long) i * fields <= trun.limit(); i++) {
            int offset = trun.getInt(before + i * fields - Integer.BYTES);
            if (offset < 0 && offset != Integer.MIN_VALUE) {
                shift = Math.max(shift, -offset);
            }
        }
    }
}
