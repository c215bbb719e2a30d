package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.Run;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.hls.Resolution;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** Looks into segments without decoding more than it takes to know what they are. For one thread. */
final class MediaProbe {

    /** Packets that tell which frame is presented first, and the length of a frame. */
    private static final int PACKETS = 6;

    /** How many segments at a run's end may be without video, where the sound is longer. */
    private static final int MAX_TAIL = 3;

    private final SegmentFetcher fetcher;
    private final Budget budget;

    MediaProbe(SegmentFetcher fetcher, Budget budget) {
        this.fetcher = fetcher;
        this.budget = budget;
    }

    /** Times of a segment's frames, in seconds of its own timestamps. */
    private record Times(double first, double end) {}

    VideoStream probe(PlannedSegment segment) {
        try (Demuxer demuxer = new Demuxer(budget)) {
            demuxer.open(budget.waiting(() -> fetcher.open(readable(segment))));
            demuxer.analyze();
            AVCodecParameters video = demuxer.parameters();
            if (video.width() < 1 || video.height() < 1) {
                throw new PermanentFailure(SegmentName.of(segment) + " holds no video whose size can be told");
            }
            VideoCodec.requireSupported(video, segment);
            return new VideoStream(
                    avcodec_get_name(video.codec_id()).getString(),
                    new Resolution(video.width(), video.height()),
                    video.color_trc() == AVCOL_TRC_SMPTE2084 || video.color_trc() == AVCOL_TRC_ARIB_STD_B67);
        } catch (LibavException e) {
            throw e.at(SegmentName.of(segment));
        }
    }

    Duration firstTimestamp(PlannedSegment segment) {
        return duration(times(segment, OptionalDouble.empty(), false).first);
    }

    /** From the first frame of a run's first segment to the end of the last frame of its last. */
    Duration length(Run run) {
        boolean single = run.first().equals(run.last());
        Times first = times(run.first(), OptionalDouble.empty(), single);
        double end = single ? first.end : end(run, first.first);
        return duration(end - first.first);
    }

    private double end(Run run, double first) {
        int count = run.segments().size();
        PermanentFailure failure = null;
        for (int i = count - 1; i > Math.max(0, count - 1 - MAX_TAIL); i--) {
            PlannedSegment segment = run.segments().get(i);
            try {
                double expected = first + segment.start().minus(run.start()).toNanos() / 1e9;
                return times(segment, OptionalDouble.of(expected), true).end;
            } catch (PermanentFailure soundOnly) {
                failure = soundOnly;
            }
        }
        throw failure == null ? new IllegalArgumentException("a run of one segment") : failure;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /**
     * @param expected the time expected at the segment's start; without one the first timestamp is taken for it
     * @param toTheEnd whether its end is wanted
     */
    private Times times(PlannedSegment segment, OptionalDouble expected, boolean toTheEnd) {
        try (Demuxer demuxer = new Demuxer(budget);
                SegmentPackets packets = new SegmentPackets()) {
            demuxer.open(budget.waiting(() -> fetcher.open(readable(segment))));
            Timebase timebase = demuxer.timebase();
            long near = expected.isPresent() ? timebase.ticks(expected.getAsDouble()) : PacketIndex.NONE;
            PacketIndex index = packets.index();
            packets.read(demuxer, near, toTheEnd ? forgetting(packets) : beginning(index));
            long frame = index.frameLength();
            double end = timebase.seconds(index.lastPts())
                    + (frame > 0 ? timebase.seconds(frame) : segment.duration().toNanos() / 1e9);
            return new Times(timebase.seconds(firstPts(index, segment)), end);
        } catch (LibavException e) {
            throw e.at(SegmentName.of(segment));
        }
    }

    private static BooleanSupplier beginning(PacketIndex index) {
        return () -> index.size() >= PACKETS && index.settled(PacketIndex.NONE + 1);
    }

    private static BooleanSupplier forgetting(SegmentPackets packets) {
        return () -> {
            packets.forgetAllButTwoGops();
            return false;
        };
    }

    private static PlannedSegment readable(PlannedSegment segment) {
        if (segment.unavailable() != null) {
            throw new PermanentFailure(SegmentName.of(segment) + ", cannot be read: " + segment.unavailable());
        }
        return segment;
    }

    private static long firstPts(PacketIndex index, PlannedSegment segment) {
        if (index.firstPts() == PacketIndex.NONE) {
            throw new PermanentFailure(SegmentName.of(segment) + " has no video frame with a timestamp");
        }
        return index.firstPts();
    }
}
