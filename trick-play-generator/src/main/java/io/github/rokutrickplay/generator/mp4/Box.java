package io.github.rokutrickplay.generator.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A box in memory (ISO/IEC 14496-12 section 4.2; QuickTime calls it an atom), read from front to back. Whatever a field
 * says is held against the bytes that are there. For one thread.
 */
final class Box {

    static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;
    private static final long MAX_UNSIGNED_INT = 0xFFFFFFFFL;

    private final String type;
    private final byte[] bytes;
    private final int start;
    private final ByteBuffer content;

    private Box(String type, byte[] bytes, int start, int contentStart, int end) {
        this.type = type;
        this.bytes = bytes;
        this.start = start;
        content = ByteBuffer.wrap(bytes, contentStart, end - contentStart);
    }

    /** The boxes that stand one behind the other. */
    static List<Box> all(byte[] bytes) {
        return content("file", bytes).children();
    }

    /** Fields without a box around them. */
    static Box content(String name, byte[] bytes) {
        return new Box(name, bytes, 0, 0, bytes.length);
    }

    String type() {
        return type;
    }

    /** Where its header starts in the bytes that it was read from. */
    int start() {
        return start;
    }

    /** The box as it stands in the file, header and all. */
    byte[] whole() {
        return Arrays.copyOfRange(bytes, start, content.limit());
    }

    /** What is left to be read. */
    int remaining() {
        return content.remaining();
    }

    /** The boxes from here to the end. */
    List<Box> children() {
        List<Box> boxes = new ArrayList<>();
        // QuickTime ends some lists of atoms with four zero bytes.
        while (content.remaining() >= HEADER) {
            boxes.add(child());
        }
        return boxes;
    }

    private Box child() {
        int at = content.position();
        long size = unsigned32();
        String name = fourCharacters();
        int header = HEADER;
        if (size == 1) {
            size = unsigned64();
            header = LARGE_HEADER;
        } else if (size == 0) {
            size = (long) content.limit() - at;
        }
        if (size < header || size > content.limit() - at) {
            throw Mp4Exception.bad(
                    name,
                    "it says that it is " + size + " bytes large, and " + (content.limit() - at) + " are left in "
                            + type);
        }
        Box box = new Box(name, bytes, at, at + header, (int) (at + size));
        content.position((int) (at + size));
        return box;
    }

    /** The first child of a type; this box is not moved on. */
    Optional<Box> find(String wanted) {
        return copy().children().stream()
                .filter(child -> child.type.equals(wanted))
                .findFirst();
    }

    Box require(String wanted) {
        return find(wanted).orElseThrow(() -> Mp4Exception.bad(type, "it has no " + wanted + " in it"));
    }

    /** The same box, to be read once more from where this one stands. */
    Box copy() {
        return new Box(type, bytes, start, content.position(), content.limit());
    }

    private void need(int count) {
        if (content.remaining() < count) {
            throw Mp4Exception.bad(type, "it ends in the middle of a field");
        }
    }

    Box skip(int count) {
        need(count);
        content.position(content.position() + count);
        return this;
    }

    int unsigned8() {
        need(Byte.BYTES);
        return Byte.toUnsignedInt(content.get());
    }

    int unsigned16() {
        need(Short.BYTES);
        return Short.toUnsignedInt(content.getShort());
    }

    int signed32() {
        need(Integer.BYTES);
        return content.getInt();
    }

    long unsigned32() {
        return Integer.toUnsignedLong(signed32());
    }

    long signed64() {
        need(Long.BYTES);
        return content.getLong();
    }

    /** A number of 64 bits that has no business to use the highest. */
    long unsigned64() {
        long value = signed64();
        if (value < 0) {
            throw Mp4Exception.bad(type, "a field of it is " + Long.toUnsignedString(value));
        }
        return value;
    }

    /** A number of 64 bits in a box of version 1, of 32 in one of version 0. */
    long unsigned(int version) {
        return version == 0 ? unsigned32() : unsigned64();
    }

    /** A length of time; all ones stand for one that is not known, given as 0. */
    long duration(int version) {
        long value = version == 0 ? unsigned32() : signed64();
        return value == (version == 0 ? MAX_UNSIGNED_INT : -1) ? 0 : Math.max(0, value);
    }

    String fourCharacters() {
        need(Integer.BYTES);
        byte[] name = new byte[Integer.BYTES];
        content.get(name);
        return new String(name, ISO_8859_1).replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * The number of a table's entries.
     *
     * @param entryBytes the size of one entry, which is what makes a number believable
     */
    int count(int entryBytes) {
        long count = unsigned32();
        if (count * entryBytes > content.remaining()) {
            throw Mp4Exception.bad(
                    type,
                    "it says that it has " + count + " entries, and has room for " + content.remaining() / entryBytes);
        }
        return (int) count;
    }
}
