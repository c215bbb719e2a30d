package io.github.rokutrickplay.generator.mp4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a moov box says of its video (ISO/IEC 14496-12 section 8.2.1).
 *
 * @param timescale units in a second of the movie, in which edits are as long as they are
 * @param timescales of the media of all tracks, by the tracks' numbers
 * @param defaults for the samples of fragments, by the tracks' numbers
 * @param fragmented whether movie fragments may follow (mvex)
 * @param video the track of the film's pictures
 * @param sounds the enabled tracks of sound
 */
record Movie(
        long timescale,
        Map<Integer, Long> timescales,
        Map<Integer, SampleDefaults> defaults,
        boolean fragmented,
        VideoTrack video,
        List<SoundTrack> sounds) {

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

    Movie {
        timescales = Map.copyOf(timescales);
        defaults = Map.copyOf(defaults);
        sounds = List.copyOf(sounds);
    }

    /** What holds for a track's samples in fragments that do not say otherwise. */
    SampleDefaults defaults(int track) {
        return defaults.getOrDefault(track, SampleDefaults.NONE);
    }

    /**
     * @throws Mp4Exception if it is malformed or has no clear video
     */
    static Movie of(Box moov) {
        Movie movie = read(moov);
        movie.video.entries().forEach(SampleEntry::requireReadable);
        return movie;
    }

    /**
     * The same, whether its video can be read or not.
     *
     * @throws Mp4Exception if it is malformed or has no video
     */
    static Movie read(Box moov) {
        if (moov.find("cmov").isPresent()) {
            throw new Mp4Exception(
                    "has a compressed moov box (cmov), which is not read: write it anew, as FFmpeg does");
        }
        Box mvhd = moov.require("mvhd");
        List<VideoTrack> videos = new ArrayList<>();
        List<SoundTrack> sounds = new ArrayList<>();
        Map<Integer, Long> timescales = new HashMap<>();
        for (Box trak : moov.copy().children()) {
            if (!trak.type().equals("trak")) {
                continue;
            }
            timescales.put(
                    trackId(trak.require("tkhd")),
                    timescale(trak.require("mdia").require("mdhd")));
            switch (handler(trak)) {
                case "vide" -> videos.add(video(trak, mvhd.whole()));
                case "soun" -> sound(trak).ifPresent(sounds::add);
                default -> {}
            }
        }
        if (videos.isEmpty()) {
            throw new Mp4Exception("has no video track");
        }
        VideoTrack video = new FilmTrack(videos, chapters(moov)).choose();
        return new Movie(
                timescale(mvhd), timescales, defaults(moov), moov.find("mvex").isPresent(), video, sounds);
    }

    static boolean isVideo(Box trak) {
        return handler(trak).equals("vide");
    }

    private static String handler(Box trak) {
        return trak.find("mdia")
                .flatMap(mdia -> mdia.find("hdlr"))
                .map(hdlr -> hdlr.skip(2 * Integer.BYTES).fourCharacters())
                .orElse("");
    }

    private static VideoTrack video(Box trak, byte[] mvhd) {
        Box tkhd = trak.require("tkhd");
        Box mdia = trak.require("mdia");
        Box mdhd = mdia.require("mdhd");
        Box stbl = mdia.require("minf").require("stbl");
        VideoTrack.Headers headers = new VideoTrack.Headers(
                mvhd, tkhd.whole(), mdhd.whole(), mdia.require("hdlr").whole());
        return new VideoTrack(
                trackId(tkhd.copy()),
                isEnabled(tkhd),
                timescale(mdhd),
                edits(trak),
                entries(stbl.require("stsd")),
                samples(stbl),
                length(stbl, timescale(mdia.require("mdhd"))),
                headers,
                stbl);
    }

    private static long samples(Box stbl) {
        try {
            return SampleSizes.of(stbl).count();
        } catch (Mp4Exception unreadable) {
            return 0;
        }
    }

    private static Duration length(Box stbl, long timescale) {
        try {
            return new Timescale(timescale).duration(RunLengths.sum(stbl.require("stts")));
        } catch (Mp4Exception unreadable) {
            return Duration.ZERO;
        }
    }

    /** The numbers of the tracks that others refer to for their chapters (section 8.3.3, QuickTime's chap). */
    private static Set<Integer> chapters(Box moov) {
        Set<Integer> chapters = new HashSet<>();
        moov.copy().children().stream()
                .filter(box -> box.type().equals("trak"))
                .flatMap(trak -> trak.find("tref").flatMap(tref -> tref.find("chap")).stream())
                .forEach(chap -> {
                    while (chap.remaining() >= Integer.BYTES) {
                        chapters.add(chap.signed32());
                    }
                });
        return chapters;
    }

    /** Empty where it is not heard, or its tables cannot be read, which is no concern of the pictures. */
    private static Optional<SoundTrack> sound(Box trak) {
        try {
            Box tkhd = trak.require("tkhd");
            Box mdia = trak.require("mdia");
            Box stts = mdia.require("minf").require("stbl").require("stts");
            SoundTrack track = new SoundTrack(
                    trackId(tkhd.copy()), timescale(mdia.require("mdhd")), edits(trak), RunLengths.sum(stts));
            return isEnabled(tkhd) ? Optional.of(track) : Optional.empty();
        } catch (Mp4Exception unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isEnabled(Box tkhd) {
        return (tkhd.copy().signed32() & FLAGS_MASK & ENABLED) != 0;
    }

    static int trackId(Box tkhd) {
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

    private static List<Edit> edits(Box trak) {
        Optional<Box> found = trak.find("edts").flatMap(edts -> edts.find("elst"));
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
