package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.Run;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.generator.video.clock.SegmentStart;
import io.github.rokutrickplay.generator.video.clock.SegmentStarts;
import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.Timebase;
import io.github.rokutrickplay.hls.Resolution;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** Looks into segments without decoding more than it takes to know what they are. For one thread. */
final class MediaProbe {

    /** How many segments at a run's end may be without video, where the sound is longer. */
    private static final int MAX_TAIL = 3;

    private final SegmentFetcher fetcher;
    private final SegmentStarts starts;
    private final TimeLimit timeLimit;

    MediaProbe(SegmentFetcher fetcher, TimeLimit timeLimit) {
        this.fetcher = fetcher;
        starts = new SegmentStarts(fetcher);
        this.timeLimit = timeLimit;
    }

    VideoStream probe(PlannedSegment segment) {
        try (Demuxer demuxer = new Demuxer(timeLimit)) {
            demuxer.open(timeLimit.waiting(() -> fetcher.open(readable(segment))));
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
        return duration(start(segment));
    }

    /** When the first of what a segment plays is presented, picture or sound, in seconds. */
    private double start(PlannedSegment segment) {
        SegmentStart start = starts.of(readable(segment), timeLimit);
        if (start.isSilentAndBlank()) {
            throw new PermanentFailure(SegmentName.of(segment) + " has neither video nor sound with a timestamp");
        }
        return start.timebase().seconds(start.firstPlayed());
    }

    /** From what a run's first segment plays first to the end of the last frame of its last. */
    Duration length(Run run) {
        boolean single = run.first().equals(run.last());
        double first = start(run.first());
        double end = single ? end(run.first(), first) : end(run, first);
        return duration(end - first);
    }

    private double end(Run run, double first) {
        int count = run.segments().size();
        PermanentFailure failure = null;
        for (int i = count - 1; i > Math.max(0, count - 1 - MAX_TAIL); i--) {
            PlannedSegment segment = run.segments().get(i);
            try {
                double expected = first + segment.start().minus(run.start()).toNanos() / 1e9;
                return end(segment, expected);
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
     * When a segment's last frame ends, in seconds.
     *
     * @param expected the time expected at its start
     */
    private double end(PlannedSegment segment, double expected) {
        try (Demuxer demuxer = new Demuxer(timeLimit);
                SegmentPackets packets = new SegmentPackets()) {
            demuxer.open(timeLimit.waiting(() -> fetcher.open(readable(segment))));
            Timebase timebase = demuxer.timebase();
            PacketIndex index = packets.index();
            packets.read(demuxer, timebase.ticks(expected), forgetting(packets));
            if (index.lastPts() == PacketIndex.NONE) {
                throw new PermanentFailure(SegmentName.of(segment) + " has no video frame with a timestamp");
            }
            long frame = index.frameLength();
            return timebase.seconds(index.lastPts())
                    + (frame > 0 ? timebase.seconds(frame) : segment.duration().toNanos() / 1e9);
        } catch (LibavException e) {
            throw e.at(SegmentName.of(segment));
        }
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
}
