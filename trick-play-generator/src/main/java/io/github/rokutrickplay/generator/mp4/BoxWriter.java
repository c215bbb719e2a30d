package io.github.rokutrickplay.generator.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes boxes (ISO/IEC 14496-12 section 4.2), one inside the other. */
final class BoxWriter {

    private ByteBuffer bytes = ByteBuffer.allocate(1024);

    /** What goes into a box. */
    @FunctionalInterface
    interface Content {
        void write(BoxWriter writer);
    }

    BoxWriter box(String type, Content content) {
        int start = bytes.position();
        int32(0).bytes(type.getBytes(ISO_8859_1));
        content.write(this);
        bytes.putInt(start, bytes.position() - start);
        return this;
    }

    /** A box with a version and flags. */
    BoxWriter fullBox(String type, int version, int flags, Content content) {
        return box(type, writer -> content.write(writer.int32(version << 24 | flags)));
    }

    BoxWriter int32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    BoxWriter int16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    BoxWriter int64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    BoxWriter bytes(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            bytes = ByteBuffer.allocate(2 * (bytes.position() + count)).put(bytes.flip());
        }
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
