package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays a media playlist out on the presentation's timeline and sets the marks on it. Pure. */
public final class ThumbnailPlanner {

    /** More than a day at one a second: beyond it somebody has mistaken the unit. */
    private static final long MAX_MARKS = 100_000;

    private final S3Location location;
    private final AssetBoundary boundary;

    /**
     * @param location where the media playlist was read: its URIs are relative to it
     * @param boundary where its segments may lie
     */
    public ThumbnailPlanner(S3Location location, AssetBoundary boundary) {
        this.location = location;
        this.boundary = boundary;
    }

    /**
     * @param interval the time from mark to mark
     * @throws PermanentFailure if no thumbnails can be made of it: it is not a VOD, is empty, names what lies outside the
     *     asset, or what a mark needs is encrypted or missing
     */
    public ThumbnailPlan plan(MediaPlaylist playlist, Duration interval) {
        requireVod(playlist);
        List<PlannedSegment> segments = segments(playlist);
        Duration duration = segments.getLast().end();
        if (duration.isZero()) {
            throw new PermanentFailure("media playlist " + location + " has a duration of 0 seconds");
        }
        List<Mark> marks = marks(segments, duration, interval);
        marks.forEach(
                mark -> requireReadable(playlist.segments().get(mark.segment()), segments.get(mark.segment()), mark));
        return new ThumbnailPlan(interval, duration, segments, marks);
    }

    private void requireVod(MediaPlaylist playlist) {
        if (!playlist.ended()) {
            throw new PermanentFailure("media playlist " + location + " has no EXT-X-ENDLIST: it is live or unfinished,"
                    + " and thumbnails are made of finished VOD only");
        }
        if (playlist.iFramesOnly()) {
            throw new PermanentFailure("media playlist " + location
                    + " holds I-frames only (EXT-X-I-FRAMES-ONLY); name the variant's own");
        }
        if (playlist.segments().isEmpty()) {
            throw new PermanentFailure("media playlist " + location + " has no segments");
        }
    }

    private List<PlannedSegment> segments(MediaPlaylist playlist) {
        List<PlannedSegment> planned = new ArrayList<>(playlist.segments().size());
        Duration start = Duration.ZERO;
        int run = 0;
        for (Segment segment : playlist.segments()) {
            // A discontinuity above the first segment separates it from nothing.
            if (segment.discontinuity() && !planned.isEmpty()) {
                run++;
            }
            PlannedSegment next = new PlannedSegment(
                    planned.size(),
                    source(segment.uri(), segment.byteRange()),
                    segment.initialization() == null
                            ? null
                            : source(
                                    segment.initialization().uri(),
                                    segment.initialization().byteRange()),
                    start,
                    segment.duration(),
                    run,
                    unavailable(segment));
            planned.add(next);
            start = next.end();
        }
        return planned;
    }

    private StoredBytes source(String uri, @Nullable ByteRange range) {
        return new StoredBytes(boundary.resolve(location, uri), range);
    }

    private static @Nullable String unavailable(Segment segment) {
        if (!segment.keys().isEmpty()) {
            return "it is encrypted (EXT-X-KEY METHOD="
                    + segment.keys().getFirst().method() + "), and this version reads clear segments only";
        }
        return segment.gap() ? "the playlist says that it is missing (EXT-X-GAP)" : null;
    }

    private List<Mark> marks(List<PlannedSegment> segments, Duration duration, Duration interval) {
        long count = (duration.toNanos() - 1) / interval.toNanos() + 1;
        if (count > MAX_MARKS) {
            throw new PermanentFailure("media playlist " + location + " is " + duration.toSeconds()
                    + " seconds long: an interval of " + interval.toMillis() / 1000.0 + " seconds makes " + count
                    + " thumbnails, and " + MAX_MARKS + " is the limit; raise THUMBNAIL_INTERVAL");
        }
        List<Mark> marks = new ArrayList<>((int) count);
        int segment = 0;
        for (int number = 1; number <= count; number++) {
            Duration time = interval.multipliedBy(number - 1L);
            while (segments.get(segment).end().compareTo(time) <= 0) {
                segment++;
            }
            marks.add(new Mark(number, time, segment));
        }
        return marks;
    }

    /** A gap is damage, and damage is borne up to a limit; encryption is none. */
    private static void requireReadable(Segment listed, PlannedSegment segment, Mark mark) {
        if (segment.unavailable() != null && !listed.keys().isEmpty()) {
            throw new PermanentFailure("segment " + segment.media() + " is needed for the thumbnail at "
                    + mark.time().toMillis() / 1000.0 + " s, but " + segment.unavailable());
        }
    }
}
