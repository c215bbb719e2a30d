package io.github.rokutrickplay.generator.video.demux;

import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks for losses in an MPEG transport stream (ISO/IEC 13818-1 section 2.4.3): packets of 188 bytes that start with a
 * sync byte, and a counter of four bits that runs on from packet to packet of one stream. FFmpeg goes on over losses, and a
 * decoder need not notice that a picture was lost that others refer to.
 */
public final class TransportStreamCheck {

    private static final int PACKET = 188;

    /** Packets that are looked at together. */
    private static final int WINDOW = 256 * PACKET;

    private static final int SYNC = 0x47;
    private static final int TRANSPORT_ERROR = 0x80;
    private static final int PAYLOAD_UNIT_START = 0x40;
    private static final byte[] PES_START = {0, 0, 1};
    private static final int PID_HIGH = 0x1F;
    private static final int PAYLOAD = 0x10;
    private static final int ADAPTATION = 0x20;
    private static final int COUNTER = 0x0F;
    private static final int DISCONTINUITY = 0x80;
    private static final int HEADER = 4;
    private static final int NONE = -1;

    /**
     * Bytes that are damaged or lost.
     *
     * @param from the position of the first
     * @param to the position of the next packet that is whole
     */
    public record Loss(long from, long to) {}

    private final int pid;
    private final byte[] window = new byte[WINDOW];
    private final List<Loss> losses = new ArrayList<>();
    private long windowStart;
    private long lostFrom = NONE;
    private int counter = NONE;

    private TransportStreamCheck(int pid) {
        this.pid = pid;
    }

    /**
     * Looks at a segment from its start on.
     *
     * @param pid of the stream whose packets are counted
     * @param until how far to look; the last packet before it may be cut
     */
    public static List<Loss> losses(SegmentBytes bytes, int pid, long until) {
        TransportStreamCheck check = new TransportStreamCheck(pid);
        int filled = 0;
        boolean more = true;
        while (more) {
            int wanted = (int) Math.min(WINDOW - filled, until - check.windowStart - filled);
            int read = wanted <= 0 ? 0 : bytes.read(check.windowStart + filled, check.window, filled, wanted);
            filled += read;
            more = read > 0;
            if (filled == WINDOW || !more) {
                filled = check.look(filled, more);
            }
        }
        check.end(filled, until == Long.MAX_VALUE);
        return check.losses;
    }

    /** Why a whole segment cannot be trusted; empty if nothing of it is lost. */
    public static Optional<String> flaw(SegmentBytes bytes, int pid) {
        return flaw(losses(bytes, pid, Long.MAX_VALUE));
    }

    public static Optional<String> flaw(List<Loss> losses) {
        return losses.isEmpty()
                ? Optional.empty()
                : Optional.of("transport packets are damaged or lost at byte "
                        + losses.getFirst().from());
    }

    /** Looks at the window and keeps what is too short to tell. */
    private int look(int length, boolean more) {
        int at = 0;
        while (at + PACKET <= length && !(more && at + 2 * PACKET > length)) {
            if (startsPacket(at, length)) {
                found(at);
                packet(at);
                at += PACKET;
            } else {
                lose(at);
                at++;
            }
        }
        System.arraycopy(window, at, window, 0, length - at);
        windowStart += at;
        return length - at;
    }

    /** A sync byte, and where the next packet should be, another. While packets follow each other, one will do. */
    private boolean startsPacket(int at, int length) {
        boolean intact = window[at] == SYNC && (window[at + 1] & TRANSPORT_ERROR) == 0;
        return intact && (lostFrom == NONE || at + PACKET >= length || window[at + PACKET] == SYNC);
    }

    private void lose(int at) {
        if (lostFrom == NONE) {
            lostFrom = windowStart + at;
            counter = NONE;
        }
    }

    private void found(int at) {
        if (lostFrom != NONE) {
            losses.add(new Loss(lostFrom, windowStart + at));
            lostFrom = NONE;
        }
    }

    private void packet(int at) {
        int packetPid = ((window[at + 1] & PID_HIGH) << 8) | (window[at + 2] & 0xFF);
        if (packetPid != pid || (window[at + 3] & PAYLOAD) == 0) {
            return;
        }
        int next = window[at + 3] & COUNTER;
        boolean announced = (window[at + 3] & ADAPTATION) != 0
                && window[at + HEADER] != 0
                && (window[at + HEADER + 1] & DISCONTINUITY) != 0;
        // A packet may be sent twice.
        boolean follows = counter == NONE || next == counter || next == ((counter + 1) & COUNTER);
        if ((!follows && !announced) || hasLostItsHeader(at)) {
            long position = windowStart + at;
            losses.add(new Loss(position, position));
        }
        counter = next;
    }

    /** Whether a PES packet should begin in it, and does not (section 2.4.3.6): its picture goes on as a part of another. */
    private boolean hasLostItsHeader(int at) {
        if ((window[at + 1] & PAYLOAD_UNIT_START) == 0) {
            return false;
        }
        int payload = HEADER + ((window[at + 3] & ADAPTATION) == 0 ? 0 : 1 + (window[at + HEADER] & 0xFF));
        int start = Math.min(PES_START.length, PACKET - payload);
        return start < 0 || !Arrays.equals(window, at + payload, at + payload + start, PES_START, 0, start);
    }

    private void end(int left, boolean wholeSegment) {
        if (lostFrom != NONE || (left > 0 && wholeSegment)) {
            losses.add(new Loss(lostFrom == NONE ? windowStart : lostFrom, windowStart + left));
        }
    }
}
