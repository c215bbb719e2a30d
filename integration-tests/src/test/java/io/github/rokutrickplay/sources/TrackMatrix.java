package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rokutrickplay.sources.PictureFactors.Rotation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has the one track of an MP4 file, or of an fMP4's initialization section, turned when it is shown. */
final class TrackMatrix {

    private static final int ONE = 1 << 16;
    /** From the box's type to its matrix, in version 0: ISO/IEC 14496-12, 8.3.2. */
    private static final int TO_MATRIX = 44;

    /** Version 1 has three times of 64 bits. */
    private static final int LONGER = 12;

    private TrackMatrix() {}

    static void turn(Path file, Rotation rotation) throws IOException {
        if (rotation == Rotation.NONE) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int tkhd = new String(bytes, ISO_8859_1).indexOf("tkhd");
        int matrix = tkhd + TO_MATRIX + (bytes[tkhd + 4] == 1 ? LONGER : 0);
        int cosine = rotation == Rotation.HALF ? -ONE : 0;
        int sine = switch (rotation) {
            case QUARTER -> ONE;
            case THREE_QUARTERS -> -ONE;
            case NONE, HALF -> 0;
        };
        ByteBuffer.wrap(bytes)
                .putInt(matrix, cosine)
                .putInt(matrix + 4, sine)
                .putInt(matrix + 12, -sine)
                .putInt(matrix + 16, cosine);
        Files.write(file, bytes);
    }
}
