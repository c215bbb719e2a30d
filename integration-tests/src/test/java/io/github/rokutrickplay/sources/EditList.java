package io.github.rokutrickplay.sources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Puts another edit list into the first track of an MP4 file, whose moov stands at its end: no muxer writes such ones. */
final class EditList {

    private static final int HEADER = 8;

    private EditList() {}

    /**
     * @param durationsAndTimes of each edit the segment_duration and the media_time, in the file's time scales
     */
    static void replace(Path file, int... durationsAndTimes) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int moov = find(bytes, "moov", 0, bytes.length);
        int trak = find(bytes, "trak", moov + HEADER, end(bytes, moov));
        int edts = find(bytes, "edts", trak + HEADER, end(bytes, trak));
        byte[] made = made(durationsAndTimes);
        int growth = made.length - size(bytes, edts);
        ByteBuffer edited = ByteBuffer.allocate(bytes.length + growth)
                .put(bytes, 0, edts)
                .put(made)
                .put(bytes, end(bytes, edts), bytes.length - end(bytes, edts));
        edited.putInt(moov, size(bytes, moov) + growth).putInt(trak, size(bytes, trak) + growth);
        Files.write(file, edited.array());
    }

    private static byte[] made(int... durationsAndTimes) {
        int entries = durationsAndTimes.length / 2;
        int elst = 2 * HEADER + 12 * entries;
        ByteBuffer made = ByteBuffer.allocate(HEADER + elst)
                .putInt(HEADER + elst)
                .put("edts".getBytes(ISO_8859_1))
                .putInt(elst)
                .put("elst".getBytes(ISO_8859_1))
                .putInt(0)
                .putInt(entries);
        for (int i = 0; i < entries; i++) {
            made.putInt(durationsAndTimes[2 * i])
                    .putInt(durationsAndTimes[2 * i + 1])
                    .putInt(1 << 16);
        }
        return made.array();
    }

    private static int find(byte[] bytes, String type, int from, int to) {
        for (int at = from; at < to; at = end(bytes, at)) {
            if (new String(Arrays.copyOfRange(bytes, at + 4, at + HEADER), ISO_8859_1).equals(type)) {
                return at;
            }
        }
        throw new AssertionError("there is no box " + type);
    }

    private static int size(byte[] bytes, int box) {
        return ByteBuffer.wrap(bytes).getInt(box);
    }

    private static int end(byte[] bytes, int box) {
        return box + size(bytes, box);
    }
}
