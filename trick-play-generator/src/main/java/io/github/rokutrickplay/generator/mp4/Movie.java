package io.github.rokutrickplay.generator.mp4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a moov box says of its video (ISO/IEC 14496-12 section 8.2.1).
 *
 * @param timescale units in a second of the movie, in which edits are as long as they are
 * @param timescales of the media of all tracks, by the tracks' numbers
 * @param fragmented whether movie fragments may follow (mvex)
 */
record Movie(long timescale, Map<Integer, Long> timescales, boolean fragmented, VideoTrack video) {

    private static final int ENABLED = 1;
    private static final int FLAGS_MASK = 0xFFFFFF;
    private static final int VERSION_SHIFT = 24;
    private static final int NORMAL_RATE = 1 << 16;

    /** Beyond it, sums could overflow; it is three thousand years at 90 kHz. */
    static final long MAX_TIME = 1L << 53;

    /** The bytes of a time scale and of what stands before it in mvhd and mdhd: two times. */
    private static int times(int version) {
        return version == 0 ? 2 * Integer.BYTES : 2 * Long.BYTES;
    }

    /**
     * @throws Mp4Exception if it is malformed or has no clear video
     */
    static Movie of(Box moov) {
        if (moov.find("cmov").isPresent()) {
            throw new Mp4Exception(
                    "has a compressed moov box (cmov), which is not read: write it anew, as FFmpeg does");
        }
        Box mvhd = moov.require("mvhd");
        Map<Integer, SampleDefaults> defaults = defaults(moov);
        List<VideoTrack> tracks = new ArrayList<>();
        Map<Integer, Long> timescales = new HashMap<>();
        for (Box child : moov.copy().children()) {
            if (child.type().equals("trak")) {
                timescales.put(
                        trackId(child.require("tkhd")),
                        timescale(child.require("mdia").require("mdhd")));
            }
            if (child.type().equals("trak") && isVideo(child)) {
                tracks.add(track(child, mvhd.whole(), defaults));
            }
        }
        VideoTrack video = tracks.stream()
                .min(Comparator.comparing((VideoTrack track) -> !track.enabled())
                        .thenComparing(Comparator.comparingInt((VideoTrack track) ->
                                        track.entry().width() * track.entry().height())
                                .reversed()))
                .orElseThrow(() -> new Mp4Exception("has no video track"));
        return new Movie(timescale(mvhd), timescales, moov.find("mvex").isPresent(), video);
    }

    private static boolean isVideo(Box trak) {
        return trak.find("mdia")
                .flatMap(mdia -> mdia.find("hdlr"))
                .filter(hdlr -> hdlr.skip(2 * Integer.BYTES).fourCharacters().equals("vide"))
                .isPresent();
    }

    private static VideoTrack track(Box trak, byte[] mvhd, Map<Integer, SampleDefaults> defaults) {
        Box tkhd = trak.require("tkhd");
        Box mdia = trak.require("mdia");
        Box mdhd = mdia.require("mdhd");
        Box stbl = mdia.require("minf").require("stbl");
        VideoTrack.Headers headers = new VideoTrack.Headers(
                mvhd, tkhd.whole(), mdhd.whole(), mdia.require("hdlr").whole());
        int id = trackId(tkhd.copy());
        return new VideoTrack(
                id,
                (tkhd.signed32() & FLAGS_MASK & ENABLED) != 0,
                timescale(mdhd),
                edits(trak.find("edts").flatMap(edts -> edts.find("elst"))),
                entries(stbl.require("stsd")),
                headers,
                stbl,
                defaults.getOrDefault(id, SampleDefaults.NONE));
    }

    private static int trackId(Box tkhd) {
        int version = tkhd.signed32() >>> VERSION_SHIFT;
        return tkhd.skip(times(version)).signed32();
    }

    private static long timescale(Box header) {
        int version = header.signed32() >>> VERSION_SHIFT;
        long timescale = header.skip(times(version)).unsigned32();
        if (timescale < 1 || timescale > Integer.MAX_VALUE) {
            throw Mp4Exception.bad(header.type(), "its timescale is " + timescale);
        }
        return timescale;
    }

    private static List<SampleEntry> entries(Box stsd) {
        int count = stsd.skip(Integer.BYTES).count(Box.HEADER);
        List<Box> boxes = stsd.children();
        if (count == 0 || boxes.size() < count) {
            throw Mp4Exception.bad("stsd", "it says that it has " + count + " entries, and has " + boxes.size());
        }
        return boxes.subList(0, count).stream().map(SampleEntry::of).toList();
    }

    private static List<Edit> edits(Optional<Box> found) {
        List<Edit> edits = new ArrayList<>();
        if (found.isEmpty()) {
            return edits;
        }
        Box elst = found.get();
        int version = elst.signed32() >>> VERSION_SHIFT;
        int entryBytes = (version == 0 ? 2 * Integer.BYTES : 2 * Long.BYTES) + Integer.BYTES;
        int count = elst.count(entryBytes);
        for (int i = 0; i < count; i++) {
            Edit edit = new Edit(elst.duration(version), version == 0 ? elst.signed32() : elst.signed64());
            int rate = elst.signed32();
            if (edit.mediaTime() < Edit.EMPTY || edit.mediaTime() > MAX_TIME || edit.duration() > MAX_TIME) {
                throw Mp4Exception.bad(
                        "elst",
                        "edit " + (i + 1) + " has media_time " + edit.mediaTime() + " and segment_duration "
                                + edit.duration());
            }
            if (rate != NORMAL_RATE && !edit.isEmpty()) {
                throw new Mp4Exception("plays edit " + (i + 1) + " of its edit list at a rate of "
                        + rate / (double) NORMAL_RATE + ": only a rate of 1 is read");
            }
            edits.add(edit);
        }
        return edits;
    }

    private static Map<Integer, SampleDefaults> defaults(Box moov) {
        Map<Integer, SampleDefaults> defaults = new HashMap<>();
        moov.find("mvex").map(Box::children).orElse(List.of()).stream()
                .filter(box -> box.type().equals("trex"))
                .forEach(trex -> {
                    int track = trex.skip(Integer.BYTES).signed32();
                    defaults.put(
                            track,
                            new SampleDefaults(trex.signed32(), trex.unsigned32(), trex.signed32(), trex.signed32()));
                });
        return defaults;
    }
}
