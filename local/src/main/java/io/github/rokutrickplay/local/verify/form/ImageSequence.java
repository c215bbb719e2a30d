package io.github.rokutrickplay.local.verify.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rokutrickplay.local.verify.form.Boxes.Box;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The initialization section of an I-frame image sequence: a movie of one video track of JPEGs.
 *
 * @param timescale ticks a second
 */
public record ImageSequence(long timescale, int width, int height) {

    /** What a picture's fragment has before its JPEG, at most. */
    public static final int FRAGMENT_HEAD_BYTES = 512;

    private static final int TRUN_FIELDS = 0x000701;

    /**
     * A picture: a {@code moof} and a {@code mdat} that holds the JPEG and nothing else.
     *
     * @param time when it is shown from, in ticks
     * @param duration in ticks
     * @param jpegOffset from the fragment's first byte
     * @param jpegBytes how many it has
     * @param jpegHead the first of them
     */
    public record Fragment(long time, long duration, int jpegOffset, long jpegBytes, byte[] jpegHead) {}

    /**
     * @throws MalformedFormException if players would not take it for such a sequence
     */
    public static ImageSequence read(byte[] initialization) {
        List<Box> boxes = Boxes.read(ByteBuffer.wrap(initialization));
        if (boxes.isEmpty() || !boxes.getFirst().type().equals("ftyp")) {
            throw new MalformedFormException("is " + ContentKind.of(initialization) + ", not an MP4 (no box ftyp)");
        }
        Box movie = require(Boxes.first(boxes, "moov").orElse(null), "moov");
        Box media = require(movie.find("trak", "mdia").orElse(null), "mdia");
        Box header = require(media.find("mdhd").orElse(null), "mdhd");
        Box handler = require(media.find("hdlr").orElse(null), "hdlr");
        if (!fourLetters(handler, 8).equals("vide")) {
            throw new MalformedFormException("has a track of '" + fourLetters(handler, 8) + "', not of video");
        }
        Box descriptions = require(media.find("minf", "stbl", "stsd").orElse(null), "stsd");
        List<Box> entries = descriptions.children(8);
        if (entries.size() != 1 || !entries.getFirst().type().equals("mjpg")) {
            throw new MalformedFormException("has not the one sample entry mjpg, by which players know it");
        }
        require(movie.find("mvex", "trex").orElse(null), "trex");
        Box entry = entries.getFirst();
        return new ImageSequence(header.int32(header.version() == 1 ? 20 : 12), entry.int16(24), entry.int16(26));
    }

    private static Box require(@Nullable Box box, String type) {
        if (box == null) {
            throw new MalformedFormException("has no box " + type);
        }
        return box;
    }

    private static String fourLetters(Box box, int offset) {
        byte[] letters = new byte[4];
        if (box.content().limit() < offset + letters.length) {
            return "";
        }
        box.content().get(offset, letters);
        return new String(letters, ISO_8859_1);
    }

    /**
     * @param head the fragment's first bytes
     * @param rangeBytes how long the playlist says that it is
     * @throws MalformedFormException if it is not exactly one picture
     */
    public static Fragment fragment(byte[] head, long rangeBytes) {
        List<Box> boxes = Boxes.read(ByteBuffer.wrap(head));
        if (boxes.isEmpty() || !boxes.getFirst().type().equals("moof")) {
            throw new MalformedFormException("has no moof where the playlist's byte range begins");
        }
        Box moof = boxes.getFirst();
        Box data = require(Boxes.first(boxes, "mdat").orElse(null), "mdat behind its moof");
        if (moof.sizeBytes() + data.sizeBytes() != rangeBytes) {
            throw new MalformedFormException("has a moof and mdat of " + (moof.sizeBytes() + data.sizeBytes())
                    + " bytes, and the playlist's byte range has " + rangeBytes);
        }
        Box time = require(moof.find("traf", "tfdt").orElse(null), "tfdt");
        Box run = require(moof.find("traf", "trun").orElse(null), "trun");
        if ((run.int32(0) & 0xFFFFFF) != TRUN_FIELDS || run.int32(4) != 1) {
            throw new MalformedFormException(
                    "has a trun that does not say offset, duration, size and flags of one sample");
        }
        int jpegOffset = Math.toIntExact(moof.sizeBytes() + Boxes.HEADER_BYTES);
        long jpegBytes = data.sizeBytes() - Boxes.HEADER_BYTES;
        if (run.int32(8) != jpegOffset || run.int32(16) != jpegBytes) {
            throw new MalformedFormException("has a trun with a sample of " + run.int32(16) + " bytes at "
                    + run.int32(8) + ", and an mdat with " + jpegBytes + " at " + jpegOffset);
        }
        byte[] jpeg = new byte[data.content().limit()];
        data.content().get(0, jpeg);
        return new Fragment(
                time.version() == 1 ? time.int64(4) : time.int32(4), run.int32(12), jpegOffset, jpegBytes, jpeg);
    }
}
