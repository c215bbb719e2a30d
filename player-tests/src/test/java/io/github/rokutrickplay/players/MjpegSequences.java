package io.github.rokutrickplay.players;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A stand-in for mjpg sequences of the product: a fragment an image, and an I-frame playlist of their byte ranges. */
final class MjpegSequences {

    private static final int TIMESCALE = 1000;
    private static final int SYNC_SAMPLE = 0x0200_0000;

    private MjpegSequences() {}

    static void write(Path folder) throws IOException {
        for (Size size : Size.values()) {
            write(folder, size);
        }
    }

    private static void write(Path folder, Size size) throws IOException {
        String name = "thumbs_" + size.pixels();
        byte[] start = concat(
                box("ftyp", ascii("iso6"), ints(0), ascii("iso6cmfc")),
                box("moov", movieHeader(), track(size), box("mvex", box("trex", ints(0, 1, 1, 0, 0, 0)))));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(start);
        StringBuilder playlist = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:"
                + NumberedFilm.INTERVAL_SECONDS + "\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n"
                + "#EXT-X-I-FRAMES-ONLY\n#EXT-X-MAP:URI=\"" + name + ".mp4\",BYTERANGE=\"" + start.length + "@0\"\n");
        List<Path> images = Images.files(folder, size);
        for (int mark = 0; mark < images.size(); mark++) {
            int from = mark * NumberedFilm.INTERVAL_SECONDS;
            double length = Math.min(NumberedFilm.INTERVAL_SECONDS, NumberedFilm.seconds() - from);
            byte[] fragment = fragment(
                    mark + 1,
                    from * TIMESCALE,
                    (int) Math.round(length * TIMESCALE),
                    Files.readAllBytes(images.get(mark)));
            playlist.append("#EXTINF:" + length + ",\n#EXT-X-BYTERANGE:" + fragment.length + "@" + file.size() + "\n"
                    + name + ".mp4\n");
            file.writeBytes(fragment);
        }
        Files.write(folder.resolve(name + ".mp4"), file.toByteArray());
        Files.writeString(
                folder.resolve(name + "_iframes.m3u8"),
                playlist.append("#EXT-X-ENDLIST\n").toString());
        Files.writeString(
                folder.resolve(NumberedFilm.MAIN_PLAYLIST),
                "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=" + size.width() * 100 + ",CODECS=\"mjpg\",RESOLUTION="
                        + size.pixels() + ",URI=\"" + name + "_iframes.m3u8\"\n",
                StandardOpenOption.APPEND);
    }

    private static byte[] movieHeader() {
        return box(
                "mvhd",
                ints(0, 0, 0, TIMESCALE, 0, 0x0001_0000, 0x0100_0000, 0, 0),
                matrix(),
                ints(0, 0, 0, 0, 0, 0, 2));
    }

    private static byte[] track(Size size) {
        byte[] header = box(
                "tkhd", ints(7, 0, 0, 1, 0, 0, 0, 0, 0, 0), matrix(), ints(size.width() << 16, size.height() << 16));
        byte[] information = box(
                "minf",
                box("vmhd", ints(1, 0, 0)),
                box("dinf", box("dref", ints(0, 1), box("url ", ints(1)))),
                box(
                        "stbl",
                        box("stsd", ints(0, 1), sampleEntry(size)),
                        box("stts", ints(0, 0)),
                        box("stsc", ints(0, 0)),
                        box("stsz", ints(0, 0, 0)),
                        box("stco", ints(0, 0))));
        return box(
                "trak",
                header,
                box(
                        "mdia",
                        box("mdhd", ints(0, 0, 0, TIMESCALE, 0, 0x55C4_0000)),
                        box("hdlr", ints(0, 0), ascii("vide"), ints(0, 0, 0), new byte[1]),
                        information));
    }

    private static byte[] matrix() {
        return ints(0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000);
    }

    private static byte[] sampleEntry(Size size) {
        byte[] compressorName = new byte[32];
        return box(
                "mjpg",
                ints(0, 1, 0, 0, 0, 0, size.width() << 16 | size.height(), 0x0048_0000, 0x0048_0000, 0),
                new byte[] {0, 1},
                compressorName,
                new byte[] {0, 24, (byte) 0xFF, (byte) 0xFF});
    }

    private static byte[] fragment(int number, int time, int duration, byte[] jpeg) {
        int offset = movieFragment(number, time, duration, jpeg.length, 0).length + 2 * Integer.BYTES;
        return concat(movieFragment(number, time, duration, jpeg.length, offset), box("mdat", jpeg));
    }

    private static byte[] movieFragment(int number, int time, int duration, int bytes, int offset) {
        return box(
                "moof",
                box("mfhd", ints(0, number)),
                box(
                        "traf",
                        box("tfhd", ints(0x02_0000, 1)),
                        box("tfdt", ints(0x0100_0000, 0, time)),
                        box("trun", ints(0x00_0701, 1, offset, duration, bytes, SYNC_SAMPLE))));
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] inside = concat(content);
        return concat(ints(inside.length + 2 * Integer.BYTES), ascii(type), inside);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
