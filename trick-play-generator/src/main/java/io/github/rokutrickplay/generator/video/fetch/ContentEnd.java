package io.github.rokutrickplay.generator.video.fetch;

import java.nio.ByteBuffer;

/**
 * Where the content of decrypted bytes ends. Whole blocks are encrypted, and what fills up the last one should be PKCS7's
 * padding; encryptors write zeroes as well, or noise. But packets of transport streams and boxes say themselves where they
 * end: what is left behind the last of them, no longer than a block, is padding of whatever kind.
 */
final class ContentEnd {

    private static final int BLOCK = 16;
    private static final int PACKET = 188;
    private static final byte SYNC = 0x47;
    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;

    private final byte[] header = new byte[LARGE_HEADER];
    private int headerLength;
    private long seen;
    private boolean transportStream;
    /** Where the next box starts, as far as boxes were understood. */
    private long nextBox;
    /** Whether what stands where a box should start is none, or a box that lasts to the end. */
    private boolean lastBoxSeen;

    /** Looks at the next bytes. */
    void pass(byte[] bytes) {
        if (seen == 0 && bytes.length > 0) {
            transportStream = bytes[0] == SYNC;
        }
        if (!transportStream) {
            passBoxes(bytes);
        }
        seen += bytes.length;
    }

    private void passBoxes(byte[] bytes) {
        int at = Math.clamp(nextBox + headerLength - seen, 0, bytes.length);
        while (at < bytes.length && !lastBoxSeen) {
            header[headerLength++] = bytes[at++];
            boolean large = headerLength >= HEADER && ByteBuffer.wrap(header).getInt(0) == 1;
            if (headerLength == (large ? LARGE_HEADER : HEADER)) {
                endHeader(large);
                at = Math.clamp(nextBox - seen, at, bytes.length);
            }
        }
    }

    private void endHeader(boolean large) {
        ByteBuffer fields = ByteBuffer.wrap(header);
        long size = large ? fields.getLong(HEADER) : Integer.toUnsignedLong(fields.getInt(0));
        if (isType() && size >= headerLength) {
            nextBox += Math.min(size, Long.MAX_VALUE - nextBox);
            headerLength = 0;
        } else {
            lastBoxSeen = true;
        }
    }

    private boolean isType() {
        for (int i = HEADER / 2; i < HEADER; i++) {
            if (header[i] < ' ' || header[i] > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * How many of the last bytes that were seen are padding.
     *
     * @param last those, a block of them or all there are
     */
    int padding(byte[] last) {
        long left = seen - (transportStream ? seen / PACKET * PACKET : nextBox);
        boolean whole = left == 0 && seen > 0;
        boolean begun = transportStream ? startsWithSync(last, left) : headerLength >= HEADER && isType();
        boolean structured = transportStream || nextBox > 0;
        if (structured && left >= 0 && left <= last.length && !begun) {
            return (int) left;
        }
        return whole ? 0 : pkcs7(last);
    }

    private static boolean startsWithSync(byte[] last, long left) {
        return left > 0 && left <= last.length && last[last.length - (int) left] == SYNC;
    }

    /** How many bytes PKCS7's padding has here; 0 if this is none. */
    private static int pkcs7(byte[] last) {
        int count = last.length == 0 ? 0 : last[last.length - 1];
        if (count < 1 || count > Math.min(BLOCK, last.length)) {
            return 0;
        }
        for (int i = last.length - count; i < last.length; i++) {
            if (last[i] != count) {
                return 0;
            }
        }
        return count;
    }
}
