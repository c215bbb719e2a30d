package io.github.rokutrickplay.generator.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Changes MP4 files of one track whose fragments name places relative to themselves. */
final class Mp4Boxes {

    private Mp4Boxes() {}

    /** Puts a box into the sample entry, before another. */
    static byte[] insert(byte[] mp4, byte[] box, String before, String sampleEntry) {
        String text = new String(mp4, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(before) - 4;
        assertThat(at).isPositive();
        ByteBuffer grown = ByteBuffer.allocate(mp4.length + box.length);
        grown.put(mp4, 0, at).put(box).put(mp4, at, mp4.length - at);
        for (String outer : List.of("moov", "trak", "mdia", "minf", "stbl", "stsd", sampleEntry)) {
            int size = text.indexOf(outer) - 4;
            grown.putInt(size, grown.getInt(size) + box.length);
        }
        return grown.array();
    }
}
