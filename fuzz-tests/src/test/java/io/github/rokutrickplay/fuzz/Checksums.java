package io.github.rokutrickplay.fuzz;

/**
 * Makes the checksums of a transport stream's tables right (ISO/IEC 13818-1 annex A), so that changed tables are read at all.
 * For tables of one packet.
 */
final class Checksums {

    private static final int PACKET = 188;
    private static final int HEADER = 4;
    private static final int START = 0x40;
    private static final int ADAPTATION = 0x20;
    private static final int TABLE_HEADER = 3;
    private static final int CRC = 4;
    private static final int MAX_TABLE_ID = 2;
    private static final int POLYNOMIAL = 0x04C11DB7;

    private Checksums() {}

    static byte[] repaired(byte[] stream) {
        byte[] repaired = stream.clone();
        for (int packet = 0; packet + PACKET <= repaired.length; packet += PACKET) {
            repair(repaired, packet);
        }
        return repaired;
    }

    private static void repair(byte[] stream, int packet) {
        boolean plain = (stream[packet + 1] & START) != 0 && (stream[packet + 3] & ADAPTATION) == 0;
        int table = packet + HEADER + 1 + (stream[packet + HEADER] & 0xFF);
        if (!plain || table + TABLE_HEADER > packet + PACKET || (stream[table] & 0xFF) > MAX_TABLE_ID) {
            return;
        }
        int end = table + TABLE_HEADER + (((stream[table + 1] & 0x0F) << 8) | (stream[table + 2] & 0xFF));
        if (end > packet + PACKET || end - CRC < table + TABLE_HEADER) {
            return;
        }
        int crc = crc(stream, table, end - CRC);
        for (int i = 0; i < CRC; i++) {
            stream[end - CRC + i] = (byte) (crc >> (24 - 8 * i));
        }
    }

    private static int crc(byte[] bytes, int from, int to) {
        int crc = -1;
        for (int i = from; i < to; i++) {
            crc ^= bytes[i] << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
        }
        return crc;
    }
}
