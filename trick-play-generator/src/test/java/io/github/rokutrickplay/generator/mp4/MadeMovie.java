package io.github.rokutrickplay.generator.mp4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A movie of boxes made by hand: 250 samples of 10 bytes, 25 a second, a sync sample each 50, in chunks of 25 with 100 other
 * bytes between them; time scales 1000 (movie) and 25000 (media). No picture is in it. Boxes can be put in the place of its
 * own.
 */
public final class MadeMovie {

    public static final int SAMPLES = 250;
    static final int SAMPLE_BYTES = 10;
    static final int CHUNK_BYTES = 350;
    private static final int MATRIX_AND_SIZE = 44;

    private final BoxTree file;

    private MadeMovie(BoxTree file) {
        this.file = file;
    }

    public static MadeMovie ofSize(int width, int height) {
        BoxTree ftyp = BoxTree.of("ftyp", "isom", 512, "isomiso2");
        BoxTree mdat = BoxTree.of("mdat", new byte[10 * CHUNK_BYTES]);
        int media = ftyp.bytes().length + Box.HEADER;
        return new MadeMovie(BoxTree.of("file", ftyp, mdat, moov(media, width, height)));
    }

    private static BoxTree moov(int media, int width, int height) {
        return BoxTree.of(
                "moov",
                BoxTree.of("mvhd", 0, 0, 0, 1000, 10_000, new byte[80]),
                BoxTree.of(
                        "trak",
                        BoxTree.of("tkhd", 1, 0, 0, 7, 0, 10_000, new byte[16 + MATRIX_AND_SIZE]),
                        BoxTree.of(
                                "mdia",
                                BoxTree.of("mdhd", 0, 0, 0, 25_000, 250_000, 0),
                                BoxTree.of("hdlr", 0, 0, "vide", new byte[13]),
                                BoxTree.of("minf", BoxTree.of("stbl", tables(media, width, height))))));
    }

    private static BoxTree[] tables(int media, int width, int height) {
        return new BoxTree[] {
            BoxTree.of("stsd", 0, 1, entry("avc1", width, height).bytes()),
            BoxTree.of("stts", 0, 1, SAMPLES, 1000),
            list("stss", IntStream.range(0, 5).map(i -> 1 + 50 * i).boxed().toList()),
            BoxTree.of("stsc", 0, 1, 1, 25, 1),
            BoxTree.of("stsz", 0, SAMPLE_BYTES, SAMPLES),
            list(
                    "stco",
                    IntStream.range(0, 10)
                            .map(i -> media + CHUNK_BYTES * i)
                            .boxed()
                            .toList())
        };
    }

    static BoxTree entry(String format, int width, int height, BoxTree... extensions) {
        List<Object> fields = new ArrayList<>(List.of(new byte[24], (short) width, (short) height, new byte[50]));
        Arrays.stream(extensions).forEach(extension -> fields.add(extension.bytes()));
        return BoxTree.of(format, fields.toArray());
    }

    /** A box of a version, flags, a count and numbers. */
    static BoxTree list(String type, List<Integer> numbers) {
        List<Object> fields = new ArrayList<>(List.of(0, numbers.size()));
        fields.addAll(numbers);
        return BoxTree.of(type, fields.toArray());
    }

    BoxTree file() {
        return file;
    }

    BoxTree track() {
        return file.video();
    }

    BoxTree tables() {
        return track().at("mdia/minf/stbl");
    }

    /** With boxes in the place of those of the same type in the sample table. */
    MadeMovie with(BoxTree... boxes) {
        for (BoxTree box : boxes) {
            tables().replace(box.type(), box);
        }
        return this;
    }

    MadeMovie without(String type) {
        tables().replace(type);
        return this;
    }

    /** An edit list of version 0: each entry a duration and a media time. */
    public MadeMovie withEdits(int... durationsAndTimes) {
        List<Object> fields = new ArrayList<>(List.of(0, durationsAndTimes.length / 2));
        for (int i = 0; i < durationsAndTimes.length; i += 2) {
            fields.addAll(List.of(durationsAndTimes[i], durationsAndTimes[i + 1], 1 << 16));
        }
        track().replace("edts", BoxTree.of("edts", BoxTree.of("elst", fields.toArray())));
        return this;
    }

    public MadeMovie encrypted() {
        BoxTree scheme = BoxTree.of("schm", 0, "cenc", 0x10000);
        tables().replace(
                        "stsd",
                        BoxTree.of(
                                "stsd",
                                0,
                                1,
                                entry("encv", 640, 360, BoxTree.of("sinf", (Object) scheme.bytes()))
                                        .bytes()));
        return this;
    }

    public byte[] bytes() {
        return file.bytes();
    }
}
