package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.hls.ByteRange;
import io.github.rokutrickplay.hls.InitializationSection;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.keys.KeyUrlPrefixes;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Lays a media playlist out on the presentation's timeline and sets the marks on it. Pure. */
public final class ThumbnailPlanner {

    private final S3Location location;
    private final AssetBoundary boundary;
    private final KeyRules keys;

    /**
     * @param location where the media playlist was read: its URIs are relative to it
     * @param boundary where its segments may lie
     * @param keyUrls where keys may be fetched from that are not in the bucket
     */
    public ThumbnailPlanner(S3Location location, AssetBoundary boundary, KeyUrlPrefixes keyUrls) {
        this.location = location;
        this.boundary = boundary;
        keys = new KeyRules(location, boundary.wholeBucket(), keyUrls);
    }

    /**
     * Sets the marks.
     *
     * @param segments what {@link #segments} gave, stretched perhaps
     * @param interval the time from mark to mark
     * @throws PermanentFailure if no thumbnails can be made of it: it has no length, what a mark needs is encrypted, or all
     *     marks lie in gaps
     */
    public ThumbnailPlan plan(List<PlannedSegment> segments, Duration interval) {
        Duration duration = segments.getLast().end();
        List<Mark> marks = marks(segments, duration, interval);
        marks.forEach(mark -> requireReadable(segments.get(mark.segment()), mark));
        ThumbnailPlan plan = new ThumbnailPlan(interval, duration, segments, marks);
        if (plan.marksInGaps() == marks.size()) {
            throw new PermanentFailure("media playlist " + location
                    + " says of every segment that a thumbnail is needed of that it is missing (EXT-X-GAP): there is no"
                    + " picture for any of " + marks.size() + " thumbnails");
        }
        return plan;
    }

    private void requireVod(MediaPlaylist playlist) {
        if (!playlist.ended()) {
            throw new PermanentFailure("media playlist " + location
                    + " has no EXT-X-ENDLIST, nor EXT-X-PLAYLIST-TYPE:VOD: it is live or unfinished,"
                    + " and thumbnails are made of finished VOD only");
        }
        if (playlist.segments().isEmpty()) {
            throw new PermanentFailure("media playlist " + location + " has no segments");
        }
    }

    /**
     * Lays the segments out on the presentation's timeline.
     *
     * @throws PermanentFailure if the playlist is not a VOD, is empty, or names what lies outside the asset
     */
    public List<PlannedSegment> segments(MediaPlaylist playlist) {
        requireVod(playlist);
        List<PlannedSegment> planned = new ArrayList<>(playlist.segments().size());
        Duration start = Duration.ZERO;
        int run = 0;
        for (Segment segment : playlist.segments()) {
            // A discontinuity above the first segment separates it from nothing.
            if (segment.discontinuity() && !planned.isEmpty()) {
                run++;
            }
            PlannedSegment next = planned(segment, planned.size(), start, run, playlist.iFramesOnly());
            planned.add(next);
            start = next.end();
        }
        return planned;
    }

    private PlannedSegment planned(Segment segment, int index, Duration start, int run, boolean iFrame) {
        Decryption decryption = keys.decryption(segment.keys(), OptionalLong.of(segment.mediaSequence()));
        StoredBytes media = source(segment.uri(), segment.byteRange(), decryption.encryption());
        InitializationSection section = segment.initialization();
        Decryption ofSection =
                section == null ? Decryption.CLEAR : keys.decryption(section.keys(), OptionalLong.empty());
        ByteSource initialization = null;
        if (section != null) {
            initialization = source(section.uri(), section.byteRange(), ofSection.encryption());
        } else if (iFrame && startsInTheMiddle(media)) {
            initialization = TransportStreamTables.of(media.location());
        }
        String unavailable = segment.gap() ? PlannedSegment.GAP : decryption.refusal();
        return new PlannedSegment(
                index,
                media,
                initialization,
                start,
                segment.duration(),
                run,
                unavailable == null ? ofSection.refusal() : unavailable);
    }

    /** A range of a stream whose tables stand at its start. */
    private static boolean startsInTheMiddle(StoredBytes media) {
        return media.range() != null && media.range().offset() > 0;
    }

    private StoredBytes source(String uri, @Nullable ByteRange range, @Nullable Aes128 encryption) {
        return new StoredBytes(boundary.resolve(location, uri), range, encryption);
    }

    private List<Mark> marks(List<PlannedSegment> segments, Duration duration, Duration interval) {
        List<Mark> marks = new ArrayList<>();
        int segment = 0;
        for (Duration time : MarkTimes.of("media playlist " + location, duration, interval)) {
            while (segments.get(segment).end().compareTo(time) <= 0) {
                segment++;
            }
            marks.add(new Mark(marks.size() + 1, time, segment));
        }
        return marks;
    }

    /** In a gap there is nothing to read; what is encrypted is there, and cannot be. */
    private static void requireReadable(PlannedSegment segment, Mark mark) {
        if (segment.unavailable() != null && !segment.isGap()) {
            throw new PermanentFailure("segment " + segment.media() + " is needed for the thumbnail at "
                    + mark.time().toMillis() / 1000.0 + " s, but " + segment.unavailable());
        }
    }
}
