package io.github.rokutrickplay.generator.bitstream;

/** AV1 temporal units (AV1 Bitstream and Decoding Process Specification, 5.3, 5.5.1 and 5.9.2). */
final class Av1Reader implements AccessUnitReader {

    private static final int SEQUENCE_HEADER = 1;
    private static final int FRAME_HEADER = 3;
    private static final int FRAME = 6;
    private static final int KEY_FRAME = 0;

    @Override
    public Access read(byte[] start, int size) {
        Units units = new Units(start, size);
        boolean still = false;
        while (units.next()) {
            byte first = start[units.payload];
            switch (units.type) {
                // seq_profile, still_picture, reduced_still_picture_header
                case SEQUENCE_HEADER -> still = (first >> 3 & 1) != 0;
                case FRAME_HEADER, FRAME -> {
                    return still ? Access.RANDOM_ACCESS : ofFrame(first);
                }
                default -> {}
            }
        }
        return start.length < size && !units.malformed ? Access.TOO_SHORT : Access.UNKNOWN;
    }

    /** By show_existing_frame, frame_type and show_frame. A key frame that is shown later starts nothing by itself. */
    private static Access ofFrame(byte first) {
        boolean existing = (first & 0x80) != 0;
        int type = first >> 5 & 3;
        boolean shown = (first & 0x10) != 0;
        return !existing && type == KEY_FRAME && shown ? Access.RANDOM_ACCESS : Access.DEPENDENT;
    }

    /** The OBUs that have a payload of which a byte is there, one after the other. */
    private static final class Units {

        private static final int FORBIDDEN = 0x80;
        private static final int EXTENSION = 4;
        private static final int HAS_SIZE = 2;
        /** More bytes of a size there are not. */
        private static final int MAX_LEB128 = 8;

        private final byte[] bytes;
        private final int size;
        private int type;
        private int payload;
        private long next;
        private boolean malformed;

        Units(byte[] bytes, int size) {
            this.bytes = bytes;
            this.size = size;
        }

        boolean next() {
            boolean empty = true;
            while (empty && !malformed && next < bytes.length) {
                read((int) next);
                empty = next == payload;
            }
            return !empty && !malformed && payload < bytes.length;
        }

        private void read(int at) {
            int header = bytes[at];
            type = header >> 3 & 0xF;
            payload = at + ((header & EXTENSION) != 0 ? 2 : 1);
            // What has no size lasts to the end.
            long length = (header & HAS_SIZE) != 0 ? leb128() : size - payload;
            next = payload + length;
            malformed = (header & FORBIDDEN) != 0 || (next > size && payload < bytes.length);
        }

        private long leb128() {
            long value = 0;
            for (int i = 0; i < MAX_LEB128 && payload < bytes.length; i++) {
                int part = bytes[payload++];
                value |= (long) (part & 0x7F) << (7 * i);
                if (part >= 0) {
                    return value;
                }
            }
            return value;
        }
    }
}
