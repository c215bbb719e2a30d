package io.github.rokutrickplay.generator.video.transport;

import java.util.Arrays;
import java.util.Optional;

/**
 * Puts the sections of a program table together out of the packets of one PID of a transport stream (ISO/IEC 13818-1
 * section 2.4.4). A section that is damaged, or not yet valid, is none.
 */
final class TableSections {

    static final int PROGRAM_ASSOCIATION = 0;
    static final int PROGRAM_MAP = 2;
    /** Bytes of a section up to its length; and of all in front of a table's own fields. */
    private static final int LENGTH_END = 3;

    static final int HEADER = 8;
    static final int CRC = 4;
    private static final int MAX_SECTION = 1024;
    private static final int CRC_POLYNOMIAL = 0x04C11DB7;

    private final int table;
    private final byte[] section = new byte[MAX_SECTION];
    private int length;
    private byte[] last = {};

    /**
     * @param table the id of the table; others of the PID are left out
     */
    TableSections(int table) {
        this.table = table;
    }

    /**
     * Takes the next packet of the PID.
     *
     * @return a section that it completes, if that is another than the one before
     */
    Optional<byte[]> next(byte[] bytes, int packet) {
        int payload = TransportPacket.payload(bytes, packet);
        int end = packet + TransportPacket.LENGTH;
        if (payload >= end) {
            return Optional.empty();
        }
        if (TransportPacket.startsUnit(bytes, packet)) {
            payload += 1 + (bytes[payload] & 0xFF);
            length = 0;
        } else if (length == 0) {
            return Optional.empty();
        }
        int count = Math.clamp((long) end - payload, 0, MAX_SECTION - length);
        System.arraycopy(bytes, Math.min(payload, end), section, length, count);
        length += count;
        return completed();
    }

    private Optional<byte[]> completed() {
        int whole = length < LENGTH_END ? MAX_SECTION : LENGTH_END + (TransportPacket.unsigned16(section, 1) & 0xFFF);
        if (length < whole) {
            return Optional.empty();
        }
        length = 0;
        boolean current = whole >= HEADER + CRC && (section[5] & 1) != 0;
        if ((section[0] & 0xFF) != table || !current || Arrays.equals(section, 0, whole, last, 0, last.length)) {
            return Optional.empty();
        }
        if (crc(section, whole) != 0) {
            return Optional.empty();
        }
        last = Arrays.copyOf(section, whole);
        return Optional.of(last);
    }

    /** Annex A's, which is 0 over a section and its own. */
    private static int crc(byte[] bytes, int count) {
        int crc = -1;
        for (int i = 0; i < count; i++) {
            crc ^= bytes[i] << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = crc < 0 ? crc << 1 ^ CRC_POLYNOMIAL : crc << 1;
            }
        }
        return crc;
    }
}
