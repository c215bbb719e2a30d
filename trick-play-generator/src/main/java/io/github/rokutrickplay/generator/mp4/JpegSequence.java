package io.github.rokutrickplay.generator.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rokutrickplay.hls.Resolution;

/**
 * JPEGs as the frames of a fragmented MP4 file, which players show as an I-frame image sequence (RFC 8216bis with {@code
 * CODECS="mjpg"}). Players take the content of a fragment's only {@code mdat} for the image: so each fragment holds one JPEG, and
 * nothing else. Pure.
 */
public final class JpegSequence {

    /** Ticks a second. A tick is finer than any frame, and 13 hours of them fit into a sample's duration. */
    public static final int TIMESCALE = 90_000;

    private static final int TRACK = 1;
    private static final int SYNC_SAMPLE = 0x02000000;
    private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
    private static final int DURATION_SIZE_FLAGS = 0x000701;
    private static final int MOOF_BYTES = 100;
    private static final int BOX_HEADER_BYTES = 8;
    private static final int ONE = 0x00010000;
    private static final int[] UNITY_MATRIX = {ONE, 0, 0, 0, ONE, 0, 0, 0, 0x40000000};
    private static final int ENABLED_IN_MOVIE = 3;
    private static final int SELF_CONTAINED = 1;
    private static final int UNDETERMINED = 0x55C4;
    private static final int DPI_72 = 0x00480000;
    private static final int DEPTH = 0x0018;
    private static final int COMPRESSOR_NAME_BYTES = 32;
    private static final int FIXED_POINT = 16;

    private JpegSequence() {}

    /** What comes before the first image: {@code ftyp} and {@code moov}. */
    public static byte[] header(Resolution size) {
        return new BoxWriter()
                .box("ftyp", box -> box.bytes(ascii("iso6")).int32(0).bytes(ascii("iso6cmfc")))
                .box("moov", moov -> {
                    moov.fullBox("mvhd", 0, 0, JpegSequence::movieHeader);
                    moov.box("trak", track -> track(track, size));
                    moov.box(
                            "mvex",
                            mvex -> mvex.fullBox(
                                    "trex",
                                    0,
                                    0,
                                    trex -> trex.int32(TRACK)
                                            .int32(1)
                                            .int32(0)
                                            .int32(0)
                                            .int32(0)));
                })
                .toBytes();
    }

    private static void movieHeader(BoxWriter box) {
        box.int32(0).int32(0).int32(TIMESCALE).int32(0).int32(ONE).int16(0x0100).int16(0);
        box.int32(0).int32(0);
        matrix(box);
        for (int i = 0; i < 6; i++) {
            box.int32(0);
        }
        box.int32(TRACK + 1);
    }

    private static void matrix(BoxWriter box) {
        for (int value : UNITY_MATRIX) {
            box.int32(value);
        }
    }

    private static void track(BoxWriter track, Resolution size) {
        track.fullBox("tkhd", 0, ENABLED_IN_MOVIE, box -> {
            box.int32(0).int32(0).int32(TRACK).int32(0).int32(0);
            box.int64(0).int64(0);
            matrix(box);
            box.int32(size.width() << FIXED_POINT).int32(size.height() << FIXED_POINT);
        });
        track.box("mdia", media -> {
            media.fullBox(
                    "mdhd",
                    0,
                    0,
                    box -> box.int32(0)
                            .int32(0)
                            .int32(TIMESCALE)
                            .int32(0)
                            .int16(UNDETERMINED)
                            .int16(0));
            media.fullBox(
                    "hdlr",
                    0,
                    0,
                    box -> box.int32(0)
                            .bytes(ascii("vide"))
                            .int32(0)
                            .int32(0)
                            .int32(0)
                            .bytes(ascii("thumbnails\0")));
            media.box("minf", information -> {
                information.fullBox("vmhd", 0, 1, box -> box.int64(0));
                information.box(
                        "dinf",
                        dinf -> dinf.fullBox(
                                "dref", 0, 0, dref -> dref.int32(1).fullBox("url ", 0, SELF_CONTAINED, url -> {})));
                information.box("stbl", table -> sampleTable(table, size));
            });
        });
    }

    /** Without samples: those are in the fragments. */
    private static void sampleTable(BoxWriter table, Resolution size) {
        table.fullBox(
                "stsd",
                0,
                0,
                stsd -> stsd.int32(1).box("mjpg", entry -> {
                    entry.int32(0).int16(0).int16(1);
                    entry.int64(0).int64(0);
                    entry.int16(size.width()).int16(size.height()).int32(DPI_72).int32(DPI_72);
                    entry.int32(0)
                            .int16(1)
                            .bytes(new byte[COMPRESSOR_NAME_BYTES])
                            .int16(DEPTH)
                            .int16(-1);
                }));
        table.fullBox("stts", 0, 0, box -> box.int32(0));
        table.fullBox("stsc", 0, 0, box -> box.int32(0));
        table.fullBox("stsz", 0, 0, box -> box.int32(0).int32(0));
        table.fullBox("stco", 0, 0, box -> box.int32(0));
    }

    /** How many bytes a fragment has. */
    public static int fragmentBytes(byte[] jpeg) {
        return MOOF_BYTES + BOX_HEADER_BYTES + jpeg.length;
    }

    /**
     * An image: {@code moof} and {@code mdat}.
     *
     * @param number of the fragment, from 1
     * @param time from which it is shown, ticks
     * @param duration for how long, ticks
     */
    public static byte[] fragment(int number, long time, long duration, byte[] jpeg) {
        return new BoxWriter()
                .box("moof", moof -> {
                    moof.fullBox("mfhd", 0, 0, box -> box.int32(number));
                    moof.box("traf", traf -> {
                        traf.fullBox("tfhd", 0, DEFAULT_BASE_IS_MOOF, box -> box.int32(TRACK));
                        traf.fullBox("tfdt", 1, 0, box -> box.int64(time));
                        traf.fullBox(
                                "trun",
                                0,
                                DURATION_SIZE_FLAGS,
                                box -> box.int32(1)
                                        .int32(MOOF_BYTES + BOX_HEADER_BYTES)
                                        .int32((int) Math.min(duration, 0xFFFF_FFFFL))
                                        .int32(jpeg.length)
                                        .int32(SYNC_SAMPLE));
                    });
                })
                .box("mdat", box -> box.bytes(jpeg))
                .toBytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
