package io.github.rokutrickplay.local.verify.form;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of a BIF (Roku, "BIF file creation"): 64 bytes of header, then eight for each image and for the end.
 *
 * @param multiplierMillis of the timestamps
 */
public record BifTable(long multiplierMillis, List<Entry> entries) {

    /** An image: when it is shown from, and where it is in the file. */
    public record Entry(long timeMillis, long offset, long bytes) {}

    public static final int HEADER_BYTES = 64;

    private static final int ENTRY_BYTES = 8;
    private static final long MAX_IMAGES = 1_000_000;
    private static final long END = 0xFFFF_FFFFL;
    private static final long MAGIC = 0x0A1A0A0D46494289L;
    private static final int DEFAULT_MULTIPLIER = 1000;
    private static final int RESERVED_FROM = 20;

    public BifTable {
        entries = List.copyOf(entries);
    }

    /**
     * How many bytes the table takes.
     *
     * @param header the first {@value #HEADER_BYTES} bytes
     * @throws MalformedFormException if they begin no BIF
     */
    public static int tableBytes(byte[] header) {
        ByteBuffer buffer = littleEndian(header);
        if (header.length < HEADER_BYTES || buffer.getLong(0) != MAGIC) {
            throw new MalformedFormException(
                    "is " + ContentKind.of(header) + ", not a BIF (its magic number is missing)");
        }
        if (buffer.getInt(8) != 0) {
            throw new MalformedFormException("says version " + buffer.getInt(8) + "; there is only version 0");
        }
        for (int i = RESERVED_FROM; i < HEADER_BYTES; i++) {
            if (header[i] != 0) {
                throw new MalformedFormException("has something at byte " + i + ", which is reserved and must be 0");
            }
        }
        long images = Integer.toUnsignedLong(buffer.getInt(12));
        if (images < 1 || images > MAX_IMAGES) {
            throw new MalformedFormException("says that it holds " + images + " images");
        }
        return Math.toIntExact(HEADER_BYTES + ENTRY_BYTES * (images + 1));
    }

    /**
     * @param bytes header and table
     * @param fileBytes the size of the whole file
     * @throws MalformedFormException if an entry does not follow the one before it, or the end is not the file's
     */
    public static BifTable read(byte[] bytes, long fileBytes) {
        int size = tableBytes(bytes);
        if (bytes.length < size) {
            throw new MalformedFormException("ends within its table");
        }
        ByteBuffer buffer = littleEndian(bytes);
        long said = Integer.toUnsignedLong(buffer.getInt(16));
        long multiplier = said == 0 ? DEFAULT_MULTIPLIER : said;
        List<Entry> entries = new ArrayList<>();
        long expected = size;
        for (int at = HEADER_BYTES; at < size - ENTRY_BYTES; at += ENTRY_BYTES) {
            long time = Integer.toUnsignedLong(buffer.getInt(at)) * multiplier;
            long offset = Integer.toUnsignedLong(buffer.getInt(at + 4));
            long next = Integer.toUnsignedLong(buffer.getInt(at + 4 + ENTRY_BYTES));
            int number = entries.size() + 1;
            if (offset != expected || next <= offset) {
                throw new MalformedFormException("places image " + number + " at byte " + offset + " to " + next
                        + ", and the one before it ends at " + expected);
            }
            if (!entries.isEmpty() && time <= entries.getLast().timeMillis()) {
                throw new MalformedFormException(
                        "shows image " + number + " at " + time + " ms, which is not after the one before it");
            }
            entries.add(new Entry(time, offset, next - offset));
            expected = next;
        }
        if (Integer.toUnsignedLong(buffer.getInt(size - ENTRY_BYTES)) != END || expected != fileBytes) {
            throw new MalformedFormException("ends its table with byte " + expected + " of a file of " + fileBytes
                    + ", and with timestamp " + Integer.toHexString(buffer.getInt(size - ENTRY_BYTES))
                    + " in the place of ffffffff");
        }
        return new BifTable(multiplier, entries);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
