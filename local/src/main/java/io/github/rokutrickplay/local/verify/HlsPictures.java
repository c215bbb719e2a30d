package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.InitializationSection;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.local.verify.frames.FilmBytes;
import io.github.rokutrickplay.local.verify.frames.FilmDecoder;
import io.github.rokutrickplay.local.verify.frames.FilmFrame;
import io.github.rokutrickplay.local.verify.frames.UndecodableFilmException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Those of a media playlist. A segment's timestamps count from those of the first frame behind the last discontinuity, which is shown when
 * the segments before it end.
 */
final class HlsPictures implements FilmPictures {

    /** Timestamps of transport streams have 33 bits, of 1/90,000 s. */
    private static final long WRAP_US = Math.round((1L << 33) * (Times.MICROS / 90_000.0));

    private static final long NANOS_PER_MICRO = 1000;

    private static final long JUMP_US = Times.MICROS;

    private final List<Segment> segments;
    private final SegmentContent content;
    private final long toleranceUs;
    /** First timestamps, by the number of the first segment of a run. */
    private final Map<Integer, Long> firstTimes = new HashMap<>();

    /**
     * @param toleranceUs how exactly the sum of EXTINF tells a time
     */
    HlsPictures(MediaPlaylist playlist, SegmentContent content, long toleranceUs) {
        segments = playlist.segments();
        this.content = content;
        this.toleranceUs = toleranceUs;
    }

    @Override
    public long toleranceUs() {
        return toleranceUs;
    }

    @Override
    public List<FilmFrame> around(long us) {
        int covering = 0;
        while (covering + 1 < segments.size() && startUs(covering + 1) <= us) {
            covering++;
        }
        int runStart = covering;
        while (runStart > 0 && !segments.get(runStart).discontinuity()) {
            runStart--;
        }
        long first = firstTimes.computeIfAbsent(runStart, this::firstTimeUs);
        long shift = startUs(runStart) - first;
        List<FilmFrame> shown = new ArrayList<>();
        List<Segment> stretch = neighbours(covering);
        try (FilmDecoder decoder = FilmDecoder.open(FilmBytes.of(bytes(stretch)))) {
            for (FilmFrame frame : decoder.framesUntil(Long.MAX_VALUE)) {
                boolean wrapped = frame.timeUs() - first < -WRAP_US / 2;
                shown.add(new FilmFrame(frame.timeUs() + shift + (wrapped ? WRAP_US : 0), frame.luma(), frame.key()));
            }
        }
        requireTold(shown, stretch, us);
        return shown;
    }

    /** Where timestamps jump without a discontinuity, or last for less than they should, they tell nothing of the time. */
    private void requireTold(List<FilmFrame> frames, List<Segment> stretch, long us) {
        long before = Long.MIN_VALUE / 2;
        for (FilmFrame frame : frames) {
            if (frame.timeUs() < before - JUMP_US) {
                throw new UndecodableFilmException("its timestamps go back where no discontinuity is");
            }
            before = frame.timeUs();
        }
        long startUs = startUs(segments.indexOf(stretch.getFirst()));
        long lengthUs = 0;
        for (Segment segment : stretch) {
            lengthUs += Times.us(segment.duration());
        }
        long slackUs = JUMP_US + toleranceUs;
        boolean told = !frames.isEmpty()
                && frames.getFirst().timeUs() >= startUs - slackUs
                && frames.getFirst().timeUs() <= us + slackUs
                && frames.getLast().timeUs() >= startUs + lengthUs - slackUs;
        if (!told) {
            throw new UndecodableFilmException("its timestamps and its EXTINF do not agree");
        }
    }

    private long startUs(int segment) {
        long nanos = 0;
        for (Segment before : segments.subList(0, segment)) {
            nanos += before.duration().toNanos();
        }
        return nanos / NANOS_PER_MICRO;
    }

    private long firstTimeUs(int segment) {
        try (FilmDecoder decoder = FilmDecoder.open(FilmBytes.of(bytes(List.of(segments.get(segment)))))) {
            return decoder.firstTimeUs()
                    .orElseThrow(() -> new UndecodableFilmException("the first segment has no timestamps"));
        }
    }

    /** The segment, the one before it and the one behind it, as far as a decoder can go from one to the other. */
    private List<Segment> neighbours(int covering) {
        List<Segment> all = new ArrayList<>();
        Segment middle = segments.get(covering);
        if (covering > 0 && !middle.discontinuity() && continues(segments.get(covering - 1), middle)) {
            all.add(segments.get(covering - 1));
        }
        all.add(middle);
        if (covering + 1 < segments.size()
                && !segments.get(covering + 1).discontinuity()
                && continues(middle, segments.get(covering + 1))) {
            all.add(segments.get(covering + 1));
        }
        return all;
    }

    private static boolean continues(Segment one, Segment next) {
        return !one.gap() && !next.gap() && Objects.equals(map(one), map(next));
    }

    private static String map(Segment segment) {
        InitializationSection section = segment.initialization();
        return section == null ? "" : section.uri() + " " + section.byteRange();
    }

    private byte[] bytes(List<Segment> wanted) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InitializationSection section = wanted.getFirst().initialization();
        if (section != null) {
            all.writeBytes(content.of(section, wanted.getFirst().mediaSequence()));
        }
        wanted.forEach(segment -> all.writeBytes(content.of(segment)));
        return all.toByteArray();
    }
}
