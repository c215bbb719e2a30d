package io.github.rokutrickplay.generator.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rokutrickplay.generator.bitstream.Coding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A visual sample entry (ISO/IEC 14496-12 section 12.1.3).
 *
 * @param format its four characters: {@code avc1}
 * @param width of the coded picture, pixels
 * @param height likewise
 * @param hdr whether its colr box names a transfer function of HDR (PQ or HLG)
 * @param encryption the scheme that its sinf box names, behind a comma, or nothing; null where it is clear
 * @param knownFormat the format by which a demuxer knows what it is
 * @param box the entry as it stands in the file
 */
record SampleEntry(
        String format,
        int width,
        int height,
        boolean hdr,
        @Nullable String encryption,
        String knownFormat,
        byte[] box) {

    /** What stands between the entry's header and its width: SampleEntry's fields, then VisualSampleEntry's. */
    private static final int BEFORE_WIDTH = 24;

    private static final int BEHIND_HEIGHT = 50;

    /** The formats of encrypted video: common encryption's, and iTunes'. */
    private static final Set<String> ENCRYPTED = Set.of("encv", "drmi");

    private static final Set<String> CONFIGURATIONS = Set.of("avcC", "hvcC", "vvcC");

    private static final int PQ = 16;
    private static final int HLG = 18;

    static SampleEntry of(Box entry) {
        byte[] whole = entry.whole();
        entry.skip(BEFORE_WIDTH);
        int width = entry.unsigned16();
        int height = entry.unsigned16();
        List<Box> extensions = extensions(entry);
        boolean encrypted = ENCRYPTED.contains(entry.type())
                || extensions.stream().anyMatch(box -> box.type().equals("sinf"));
        return new SampleEntry(
                entry.type(),
                width,
                height,
                extensions.stream().anyMatch(SampleEntry::isHdr),
                encrypted ? scheme(extensions) : null,
                SampleFormat.known(entry.type(), extensions),
                whole);
    }

    /**
     * @throws Mp4Exception if no picture can be made of its samples
     */
    void requireReadable() {
        if (encryption != null) {
            throw new Mp4Exception("is encrypted (its video's sample entry is " + format + encryption
                    + "), and thumbnails are made of clear video only");
        }
        SampleFormat.unreadable(format).ifPresent(what -> {
            throw new Mp4Exception("has no video that can be decoded: its sample entry is " + format + ", " + what);
        });
    }

    /** How its samples are put together of NAL units; empty where they are not. */
    Optional<NalUnits> nalUnits() {
        try {
            return NalUnits.of(
                    extensions(Box.all(box).getFirst().skip(BEFORE_WIDTH).skip(2 * Short.BYTES)));
        } catch (Mp4Exception tooShort) {
            return Optional.empty();
        }
    }

    /** Whether its samples are pictures of their own rather than film, if there is a choice. */
    boolean isStillImage() {
        return SampleFormat.STILL_IMAGES.contains(format);
    }

    /** Whether no picture can be made of its samples alone. */
    boolean isUnreadable() {
        return SampleFormat.unreadable(format).isPresent();
    }

    /** The entry as demuxers know it: its format may be put in another's place. */
    byte[] knownBox() {
        byte[] known = box.clone();
        System.arraycopy(knownFormat.getBytes(ISO_8859_1), 0, known, Integer.BYTES, Integer.BYTES);
        return known;
    }

    /** How its pictures are coded, as far as it can be told from others. */
    Coding coding() {
        return switch (knownFormat) {
            case "avc1", "avc2", "avc3", "avc4", "dva1", "dvav" -> Coding.H264;
            case "hvc1", "hev1", "dvh1", "dvhe" -> Coding.HEVC;
            case "vvc1", "vvi1" -> Coding.VVC;
            case "av01", "dav1" -> Coding.AV1;
            case "vp08" -> Coding.VP8;
            case "vp09" -> Coding.VP9;
            case "m2v1" -> Coding.MPEG_VIDEO;
            default -> Coding.UNKNOWN;
        };
    }

    /** The decoder configuration record; empty where there is none. */
    byte[] configuration() {
        Box entry = Box.all(box).getFirst().skip(BEFORE_WIDTH + 2 * Short.BYTES);
        return extensions(entry).stream()
                .filter(extension -> CONFIGURATIONS.contains(extension.type()))
                .findFirst()
                .map(SampleEntry::record)
                .orElse(new byte[0]);
    }

    /** Of VVC's, a full box, without version and flags. */
    private static byte[] record(Box configuration) {
        byte[] whole = configuration.whole();
        int from = configuration.type().equals("vvcC") ? Box.HEADER + Integer.BYTES : Box.HEADER;
        return Arrays.copyOfRange(whole, Math.min(from, whole.length), whole.length);
    }

    /** QuickTime writers put padding and other things behind the fields: what is no box there does no harm. */
    private static List<Box> extensions(Box entry) {
        try {
            return entry.skip(BEHIND_HEIGHT).children();
        } catch (Mp4Exception e) {
            return List.of();
        }
    }

    private static String scheme(List<Box> extensions) {
        return extensions.stream()
                .filter(box -> box.type().equals("sinf"))
                .flatMap(sinf -> sinf.find("schm").stream())
                .findFirst()
                .map(schm -> ", scheme " + schm.skip(Integer.BYTES).fourCharacters())
                .orElse("");
    }

    private static boolean isHdr(Box box) {
        if (!box.type().equals("colr") || box.remaining() < 2 * Integer.BYTES) {
            return false;
        }
        Box colours = box.copy();
        String kind = colours.fourCharacters();
        colours.skip(Short.BYTES);
        int transfer = colours.unsigned16();
        return (kind.equals("nclx") || kind.equals("nclc")) && (transfer == PQ || transfer == HLG);
    }
}
