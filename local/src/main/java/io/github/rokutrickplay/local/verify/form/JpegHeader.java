package io.github.rokutrickplay.local.verify.form;

/**
 * What a JPEG says of itself before its first scan (ITU-T T.81 annex B).
 *
 * @param width pixels
 * @param height pixels
 * @param baseline whether it is coded by SOF0, which every decoder knows
 */
public record JpegHeader(int width, int height, boolean baseline) {

    /** More than enough for the tables before the frame header, without a camera's metadata. */
    public static final int HEAD_BYTES = 4096;

    private static final int MARKER = 0xFF;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSION = 0xC8;
    private static final int ARITHMETIC = 0xCC;

    /**
     * @param head the first {@value #HEAD_BYTES} bytes, or as many as there are
     * @throws MalformedFormException if that is no JPEG, or its frame header is not in there
     */
    public static JpegHeader read(byte[] head) {
        if (head.length < 2 || at(head, 0) != MARKER || at(head, 1) != START_OF_IMAGE) {
            throw new MalformedFormException("is " + ContentKind.of(head) + ", not a JPEG");
        }
        int position = 2;
        while (position + 9 <= head.length) {
            int code = at(head, position + 1);
            if (at(head, position) != MARKER || code == START_OF_SCAN || code == END_OF_IMAGE) {
                break;
            }
            if (isFrame(code)) {
                return new JpegHeader(int16(head, position + 7), int16(head, position + 5), code == FIRST_FRAME);
            }
            // Any number of fill bytes may stand before a marker.
            position += code == MARKER ? 1 : 2 + int16(head, position + 2);
        }
        throw new MalformedFormException(
                "is a JPEG without a frame header (SOF) in its first " + head.length + " bytes");
    }

    /** Whether its last bytes are the end of an image (EOI). */
    public static boolean isEnd(byte[] tail) {
        return tail.length >= 2 && at(tail, tail.length - 2) == MARKER && at(tail, tail.length - 1) == END_OF_IMAGE;
    }

    private static boolean isFrame(int code) {
        return code >= FIRST_FRAME
                && code <= LAST_FRAME
                && code != HUFFMAN_TABLES
                && code != EXTENSION
                && code != ARITHMETIC;
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }

    private static int int16(byte[] bytes, int index) {
        return at(bytes, index) << 8 | at(bytes, index + 1);
    }
}
