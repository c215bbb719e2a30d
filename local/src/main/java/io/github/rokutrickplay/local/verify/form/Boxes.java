package io.github.rokutrickplay.local.verify.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The boxes of an ISO base media file, as far as they are in some bytes. */
public final class Boxes {

    /** A box's size and type. */
    public static final int HEADER_BYTES = 8;

    private static final int LARGE_HEADER_BYTES = 16;

    private Boxes() {}

    /**
     * A box.
     *
     * @param content what is there of it behind the header
     * @param sizeBytes as it is said, header included; 0 for up to the end of the file
     */
    public record Box(String type, ByteBuffer content, long sizeBytes) {

        /** The boxes in it that begin at an offset of its content. */
        public List<Box> children(int offset) {
            return read(content.duplicate()
                    .position(Math.min(offset, content.limit()))
                    .slice());
        }

        /** A box by its path. */
        public Optional<Box> find(String... path) {
            Optional<Box> box = Optional.of(this);
            for (String type : path) {
                box = box.flatMap(parent -> first(parent.children(0), type));
            }
            return box;
        }

        /** An unsigned integer of 32 bits. */
        public long int32(int offset) {
            require(offset + Integer.BYTES);
            return Integer.toUnsignedLong(content.getInt(offset));
        }

        public long int64(int offset) {
            require(offset + Long.BYTES);
            return content.getLong(offset);
        }

        public int int16(int offset) {
            require(offset + Short.BYTES);
            return Short.toUnsignedInt(content.getShort(offset));
        }

        /** The first byte of a full box. */
        public int version() {
            return (int) (int32(0) >>> 24);
        }

        private void require(int end) {
            if (end > content.limit()) {
                throw new MalformedFormException("has a box " + type + " that is too short");
            }
        }
    }

    public static Optional<Box> first(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
    }

    /** Those that begin in the bytes; the last may be cut. */
    public static List<Box> read(ByteBuffer bytes) {
        List<Box> boxes = new ArrayList<>();
        int position = 0;
        while (position + HEADER_BYTES <= bytes.limit()) {
            long size = Integer.toUnsignedLong(bytes.getInt(position));
            boolean large = size == 1 && position + LARGE_HEADER_BYTES <= bytes.limit();
            int header = large ? LARGE_HEADER_BYTES : HEADER_BYTES;
            long said = large ? bytes.getLong(position + HEADER_BYTES) : size;
            byte[] type = new byte[4];
            bytes.get(position + 4, type);
            if (said != 0 && said < header) {
                break;
            }
            long end = said == 0 ? bytes.limit() : Math.min(bytes.limit(), position + said);
            boxes.add(new Box(
                    new String(type, ISO_8859_1),
                    bytes.slice(position + header, (int) (end - position - header)),
                    said));
            position = (int) end;
            if (said == 0) {
                break;
            }
        }
        return boxes;
    }
}
