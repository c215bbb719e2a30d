package io.github.rokutrickplay.generator.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.Resolution;
import io.github.rokutrickplay.message.ThumbnailIndex.ThumbnailFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Roku's BIF (its developer documentation, "BIF file creation"): the thumbnails of one size in one file, behind a table of
 * their times and places. Integers are unsigned, of 32 bits and little-endian: 64 bytes of header, of which the version, the
 * number of images and the milliseconds of a timestamp's unit are used; for each image its timestamp and its offset, then the
 * last timestamp there is and the file's end; the JPEGs. It has no gaps: where a thumbnail is missing, the one before it is shown.
 */
final class BifFile implements ThumbnailFileWriter {

    private static final byte[] MAGIC = "\u0089BIF\r\n\u001a\n".getBytes(ISO_8859_1);
    private static final int VERSION = 0;
    private static final int HEADER_BYTES = 64;
    private static final int ENTRY_BYTES = 8;
    private static final int END = 0xFFFF_FFFF;
    private static final long MAX_BYTES = 0xFFFF_FFFFL;
    private static final int MILLIS_OF_SECOND = 1000;

    private record Entry(long timeMillis, int bytes) {}

    private final StreamedFile file;
    private final Duration interval;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param interval the time from one thumbnail to the next
     */
    BifFile(StreamedFile file, Duration interval) {
        this.file = file;
        this.interval = interval;
    }

    @Override
    public void image(int number, byte[] jpeg, Resolution size) {
        entries.add(new Entry(interval.multipliedBy(number - 1L).toMillis(), jpeg.length));
        file.append(jpeg);
    }

    @Override
    public void missing(int number) {}

    @Override
    public ThumbnailFile finish() {
        byte[] start = table();
        return new ThumbnailFile(ThumbnailFile.BIF, file.location().key(), file.finish(start), start.length, List.of());
    }

    private byte[] table() {
        int size = HEADER_BYTES + ENTRY_BYTES * (entries.size() + 1);
        if (size + file.size() > MAX_BYTES) {
            throw new PermanentFailure(
                    file.location() + " would have " + (size + file.size()) + " bytes, and a BIF has " + MAX_BYTES
                            + " at most: raise THUMBNAIL_INTERVAL, or leave this size out of BIF_SIZES");
        }
        int unit = interval.toMillis() % MILLIS_OF_SECOND == 0 ? MILLIS_OF_SECOND : 1;
        ByteBuffer table = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        table.put(MAGIC).putInt(VERSION).putInt(entries.size()).putInt(unit).position(HEADER_BYTES);
        long offset = size;
        for (Entry entry : entries) {
            table.putInt((int) (entry.timeMillis / unit)).putInt((int) offset);
            offset += entry.bytes;
        }
        table.putInt(END).putInt((int) offset);
        return table.array();
    }

    @Override
    public void restart() {
        file.restart();
        entries.clear();
    }
}
