package io.github.rokutrickplay.sample;

import java.time.Duration;
import java.util.List;

/**
 * What sample film to make. Start from {@link #ladder} or {@link #single} and change what matters.
 *
 * @param duration the film's length; it ends with the frame that starts before it
 * @param frameRate frames a second
 * @param renditions at least one; all are encoded from the same picture, which is drawn at the size of the largest
 * @param segment the length of a media segment, rounded to whole frames
 * @param gop the time from key frame to key frame, rounded to whole frames. A segment starts with a key frame always
 * @param audio whether a tone is muxed in
 * @param format how segments are stored
 * @param timestampOffset the timestamp of the first frame, and of the first frame after each discontinuity
 * @param discontinuities the times at which timestamps start again, ascending
 * @param mainPlaylist the file name of the multivariant playlist
 */
public record FilmSpec(
        Duration duration,
        Rational frameRate,
        List<RenditionSpec> renditions,
        Duration segment,
        Duration gop,
        boolean audio,
        SegmentFormat format,
        Duration timestampOffset,
        List<Duration> discontinuities,
        String mainPlaylist) {

    private static final long NANOS = 1_000_000_000L;

    public FilmSpec {
        renditions = List.copyOf(renditions);
        discontinuities = List.copyOf(discontinuities);
        if (renditions.isEmpty() || duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    "a film needs a rendition and a length, not " + renditions + " and " + duration);
        }
    }

    /** A film as a streaming team has it: three renditions, 24 frames a second, transport streams of 6 s, 2 s GOPs, a tone. */
    public static FilmSpec ladder(Duration duration) {
        return single(duration, 640, 360)
                .withRenditions(
                        RenditionSpec.of(480, 270, 400_000),
                        RenditionSpec.of(640, 360, 800_000),
                        RenditionSpec.of(960, 540, 1_800_000))
                .withAudio(true);
    }

    /** A film of one rendition without sound: what tests want. */
    public static FilmSpec single(Duration duration, int width, int height) {
        return new FilmSpec(
                duration,
                new Rational(24, 1),
                List.of(RenditionSpec.of(width, height, 800_000)),
                Duration.ofSeconds(6),
                Duration.ofSeconds(2),
                false,
                SegmentFormat.MPEG_TS,
                Duration.ofMillis(1400),
                List.of(),
                "main.m3u8");
    }

    public FilmSpec withRenditions(RenditionSpec... others) {
        return new FilmSpec(
                duration,
                frameRate,
                List.of(others),
                segment,
                gop,
                audio,
                format,
                timestampOffset,
                discontinuities,
                mainPlaylist);
    }

    public FilmSpec withFrameRate(int numerator, int denominator) {
        return new FilmSpec(
                duration,
                new Rational(numerator, denominator),
                renditions,
                segment,
                gop,
                audio,
                format,
                timestampOffset,
                discontinuities,
                mainPlaylist);
    }

    public FilmSpec withSegments(Duration otherSegment, Duration otherGop) {
        return new FilmSpec(
                duration,
                frameRate,
                renditions,
                otherSegment,
                otherGop,
                audio,
                format,
                timestampOffset,
                discontinuities,
                mainPlaylist);
    }

    public FilmSpec withAudio(boolean wanted) {
        return new FilmSpec(
                duration,
                frameRate,
                renditions,
                segment,
                gop,
                wanted,
                format,
                timestampOffset,
                discontinuities,
                mainPlaylist);
    }

    public FilmSpec withFormat(SegmentFormat other) {
        return new FilmSpec(
                duration,
                frameRate,
                renditions,
                segment,
                gop,
                audio,
                other,
                timestampOffset,
                discontinuities,
                mainPlaylist);
    }

    public FilmSpec withTimestampOffset(Duration other) {
        return new FilmSpec(
                duration, frameRate, renditions, segment, gop, audio, format, other, discontinuities, mainPlaylist);
    }

    public FilmSpec withDiscontinuitiesAt(Duration... times) {
        return new FilmSpec(
                duration,
                frameRate,
                renditions,
                segment,
                gop,
                audio,
                format,
                timestampOffset,
                List.of(times),
                mainPlaylist);
    }

    public FilmSpec withMainPlaylist(String name) {
        return new FilmSpec(
                duration, frameRate, renditions, segment, gop, audio, format, timestampOffset, discontinuities, name);
    }

    /** How many frames the film has. */
    public int frames() {
        return firstFrameAt(duration);
    }

    /** The number, from 0, of the first frame that is presented at the time or later. */
    public int firstFrameAt(Duration time) {
        return Math.toIntExact(Math.ceilDiv(
                Math.multiplyExact(time.toNanos(), frameRate.numerator()), NANOS * frameRate.denominator()));
    }

    /** When a frame is presented, rounded to nanoseconds. */
    Duration timeOf(int frame) {
        return Duration.ofNanos(frame * NANOS * frameRate.denominator() / frameRate.numerator());
    }

    /** The nearest whole number of frames, at least one. */
    int framesIn(Duration length) {
        return Math.max(1, (int)
                Math.round(length.toNanos() * (double) frameRate.numerator() / NANOS / frameRate.denominator()));
    }
}
