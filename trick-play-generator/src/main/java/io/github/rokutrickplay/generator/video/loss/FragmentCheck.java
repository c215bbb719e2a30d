package io.github.rokutrickplay.generator.video.loss;

import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;

/** Looks for losses among the boxes of fragmented MP4 (ISO/IEC 14496-12 section 4.2), from one at the top to the next. */
final class FragmentCheck {

    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;

    private FragmentCheck() {}

    static Optional<String> flaw(SegmentBytes bytes) {
        byte[] header = new byte[LARGE_HEADER];
        long position = 0;
        try (BytePointer buffer = new BytePointer(LARGE_HEADER)) {
            for (int length = read(bytes, position, buffer, header);
                    length > 0;
                    length = read(bytes, position, buffer, header)) {
                long size = length < HEADER ? LARGE_HEADER : size(header);
                if (size == 0) {
                    return Optional.empty(); // it lasts to the end
                }
                if (size < HEADER || (bytes.length() >= 0 && size > bytes.length() - position)) {
                    return Optional.of("it ends in the middle of a box, or is none");
                }
                position += size;
            }
        }
        return Optional.empty();
    }

    private static int read(SegmentBytes bytes, long position, BytePointer buffer, byte[] header) {
        int filled = 0;
        int read = 1;
        while (read > 0 && filled < LARGE_HEADER) {
            read = bytes.read(position + filled, buffer.position(filled), LARGE_HEADER - filled);
            filled += read;
        }
        buffer.position(0).get(header, 0, filled);
        return filled;
    }

    private static long size(byte[] header) {
        ByteBuffer fields = ByteBuffer.wrap(header);
        long size = Integer.toUnsignedLong(fields.getInt(0));
        return size == 1 ? fields.getLong(HEADER) : size;
    }
}
