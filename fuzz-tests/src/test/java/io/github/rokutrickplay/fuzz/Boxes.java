package io.github.rokutrickplay.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the boxes of an MP4 begin (ISO/IEC 14496-12 section 4.2), those in others too. */
final class Boxes {

    private static final int HEADER = 8;
    private static final int MAX_BOXES = 200;
    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "mdia", "minf", "stbl", "mvex", "moof", "traf", "edts", "dinf");

    private Boxes() {}

    static int at(byte[] bytes, int number) {
        List<Integer> found = new ArrayList<>();
        find(ByteBuffer.wrap(bytes), 0, bytes.length, found);
        return found.isEmpty() ? 0 : found.get(number % found.size());
    }

    private static void find(ByteBuffer bytes, int from, int to, List<Integer> found) {
        int at = from;
        while (at >= 0 && at + HEADER <= to && found.size() < MAX_BOXES) {
            int size = bytes.getInt(at);
            if (size < HEADER || size > to - at) {
                return;
            }
            found.add(at);
            byte[] type = new byte[4];
            bytes.get(at + 4, type);
            if (CONTAINERS.contains(new String(type, US_ASCII))) {
                find(bytes, at + HEADER, at + size, found);
            }
            at += size;
        }
    }
}
