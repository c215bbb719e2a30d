package io.github.rokutrickplay.generator.video;

import java.util.ArrayList;
import java.util.List;

/** Reads the marker segments of a JPEG up to its scan. */
final class JpegMarkers {

    private static final int START_OF_SCAN = 0xDA;

    private JpegMarkers() {}

    static List<Integer> of(byte[] jpeg) {
        List<Integer> markers = new ArrayList<>();
        int position = 2;
        while (markers.isEmpty() || markers.getLast() != START_OF_SCAN) {
            markers.add(jpeg[position + 1] & 0xFF);
            position += 2 + ((jpeg[position + 2] & 0xFF) << 8) + (jpeg[position + 3] & 0xFF);
        }
        return markers;
    }
}
