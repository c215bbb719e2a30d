package io.github.rokutrickplay.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;

/**
 * Roku's BIF (its developer documentation, "BIF file creation"): the thumbnails of one size in one file, behind a table of
 * their times and places. Integers are unsigned, of 32 bits and little-endian: 64 bytes of header, of which the version, the
 * number of images and the milliseconds of a timestamp's unit are used; for each image its timestamp and its offset, then the
 * last timestamp there is and the file's end; the JPEGs.
 */
public final class BifFile {

    private static final byte[] MAGIC = "\u0089BIF\r\n\u001a\n".getBytes(ISO_8859_1);
    private static final int VERSION = 0;
    private static final int HEADER_BYTES = 64;
    private static final int ENTRY_BYTES = 8;
    private static final int END = 0xFFFF_FFFF;
    private static final int MILLIS_OF_SECOND = 1000;

    private BifFile() {}

    /**
     * A thumbnail.
     *
     * @param time from which it is shown, exact to a millisecond
     */
    public record Image(Duration time, byte[] jpeg) {}

    /**
     * @param images at least one; the first at 0, each later than the one before it
     * @return the file's bytes
     * @throws IllegalArgumentException if they are not, or do not fit into an array
     */
    public static byte[] of(List<Image> images) {
        requireInOrder(images);
        int unit = images.stream().allMatch(image -> millis(image) % MILLIS_OF_SECOND == 0) ? MILLIS_OF_SECOND : 1;
        ByteBuffer file = ByteBuffer.allocate(size(images)).order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putInt(VERSION).putInt(images.size()).putInt(unit).position(HEADER_BYTES);
        int offset = HEADER_BYTES + ENTRY_BYTES * (images.size() + 1);
        for (Image image : images) {
            file.putInt((int) (millis(image) / unit)).putInt(offset);
            offset += image.jpeg.length;
        }
        file.putInt(END).putInt(offset);
        images.forEach(image -> file.put(image.jpeg));
        return file.array();
    }

    private static void requireInOrder(List<Image> images) {
        long before = -1;
        for (Image image : images) {
            boolean first = before < 0;
            if (first ? millis(image) != 0 : millis(image) <= before) {
                throw new IllegalArgumentException("a BIF's images start at 0 and ascend; one at " + millis(image)
                        + " ms " + (first ? "comes first" : "follows one at " + before + " ms"));
            }
            before = millis(image);
        }
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a BIF needs at least one image");
        }
    }

    private static int size(List<Image> images) {
        long size = HEADER_BYTES + (long) ENTRY_BYTES * (images.size() + 1);
        for (Image image : images) {
            size += image.jpeg.length;
        }
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a BIF of " + images.size() + " images would have " + size
                    + " bytes; at most " + Integer.MAX_VALUE + " are written");
        }
        return (int) size;
    }

    private static long millis(Image image) {
        return image.time.toMillis();
    }
}
