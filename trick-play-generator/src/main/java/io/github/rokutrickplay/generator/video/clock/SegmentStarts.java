package io.github.rokutrickplay.generator.video.clock;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.video.codec.ParameterSets;
import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.demux.TransportStreamCheck;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.Timebase;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/** Reads the beginnings of segments for their timestamps, each once. For many threads. */
public final class SegmentStarts {

    /** Packets that tell the length of a frame, even if some of them share a timestamp or lack one. */
    private static final int PACKETS = 6;

    /** How long sound may be late in its segment, in seconds of video decoded, before it is not waited for any more. */
    private static final double MAX_SOUND_DELAY = 2;

    /**
     * In seconds: sound that begins no earlier than this before the picture begins with it. An audio encoder puts out a frame or
     * two before the first sample (21 ms for AAC-LC at 48 kHz, about 0.1 s for HE-AAC), which a transport stream cannot mark. If
     * it counted, key frames, which packagers cut at, would lie a frame behind the marks.
     */
    private static final double MAX_ENCODER_DELAY = 0.125;

    private final SegmentFetcher fetcher;
    private final Map<Integer, FutureTask<SegmentStart>> starts = new ConcurrentHashMap<>();

    public SegmentStarts(SegmentFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * The start of a segment.
     *
     * @throws PermanentFailure if it cannot be read
     */
    public SegmentStart of(PlannedSegment segment, TimeLimit timeLimit) {
        return of(segment, new byte[0], timeLimit);
    }

    /**
     * The same.
     *
     * @param parameterSets those that its run starts with, if its container keeps none and they are known
     */
    public SegmentStart of(PlannedSegment segment, byte[] parameterSets, TimeLimit timeLimit) {
        return of(segment, parameterSets, timeLimit, () -> timeLimit.waiting(() -> fetcher.open(segment)));
    }

    /** The same of a segment whose start can be read and tells the time. */
    Optional<SegmentStart> find(PlannedSegment segment, TimeLimit timeLimit) {
        if (segment.unavailable() != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(segment, timeLimit)).filter(start -> !start.flawed() && !start.isSilentAndBlank());
        } catch (PermanentFailure unreadable) {
            return Optional.empty();
        }
    }

    /** The same of a segment that was opened already, if it is the one. */
    public SegmentStart of(PlannedSegment segment, SegmentBytes atHand, TimeLimit timeLimit) {
        boolean open = !atHand.isPart() && atHand.segment().index() == segment.index();
        return open ? of(segment, new byte[0], timeLimit, () -> atHand) : of(segment, timeLimit);
    }

    private interface Opening {
        SegmentBytes open();
    }

    private SegmentStart of(PlannedSegment segment, byte[] parameterSets, TimeLimit timeLimit, Opening opening) {
        FutureTask<SegmentStart> mine = new FutureTask<>(() -> read(opening.open(), parameterSets, timeLimit));
        FutureTask<SegmentStart> first = starts.putIfAbsent(segment.index(), mine);
        if (first == null) {
            mine.run();
            return SegmentFetcher.await(mine);
        }
        return timeLimit.waiting(() -> SegmentFetcher.await(first));
    }

    private static SegmentStart read(SegmentBytes bytes, byte[] parameterSets, TimeLimit timeLimit) {
        PlannedSegment segment = bytes.segment();
        try (Demuxer demuxer = new Demuxer(timeLimit);
                SegmentPackets packets = new SegmentPackets()) {
            demuxer.open(bytes);
            demuxer.keepSound();
            PacketIndex index = packets.index();
            packets.read(demuxer, parameterSets, PacketIndex.NONE, () -> isEnough(index, demuxer));
            if (index.firstPts() == PacketIndex.NONE) {
                return withoutFrames(segment, demuxer, index);
            }
            VideoCodec.requireSupported(demuxer.parameters(), segment);
            boolean ownParameterSets = demuxer.parameters().extradata_size() > 0;
            return new SegmentStart(
                    segment,
                    demuxer.timebase(),
                    firstPlayed(index.firstPts(), demuxer),
                    index.firstPts(),
                    index.lastPts(),
                    index.frameLength(),
                    ownParameterSets ? new byte[0] : ParameterSets.of(demuxer.parameters(), packets.get(0)),
                    flawed(bytes, demuxer, packets),
                    !index.key(0));
        } catch (LibavException e) {
            throw e.at(SegmentName.of(segment));
        }
    }

    private static boolean isEnough(PacketIndex index, Demuxer demuxer) {
        if (index.size() < PACKETS || !index.settled(PacketIndex.NONE + 1)) {
            return false;
        }
        return !demuxer.awaitsSound() || demuxer.timebase().seconds(index.decodingSpan()) > MAX_SOUND_DELAY;
    }

    private static long firstPlayed(long firstFrame, Demuxer demuxer) {
        long sound = demuxer.soundStart(firstFrame);
        return demuxer.timebase().seconds(firstFrame - sound) > MAX_ENCODER_DELAY ? sound : firstFrame;
    }

    private static SegmentStart withoutFrames(PlannedSegment segment, Demuxer demuxer, PacketIndex index) {
        if (index.size() > 0) {
            throw new PermanentFailure(SegmentName.of(segment) + " has no video frame with a timestamp");
        }
        demuxer.requireNoUnreadableVideo();
        Timebase timebase = demuxer.anyTimebase();
        return new SegmentStart(
                segment,
                timebase,
                demuxer.soundStart(PacketIndex.NONE),
                PacketIndex.NONE,
                PacketIndex.NONE,
                0,
                new byte[0],
                false,
                false);
    }

    /** Whether the bytes that were read, and no more, show a loss. */
    private static boolean flawed(SegmentBytes bytes, Demuxer demuxer, SegmentPackets packets) {
        for (int i = 0; i < packets.index().size(); i++) {
            if ((packets.get(i).flags() & AV_PKT_FLAG_CORRUPT) != 0) {
                return true;
            }
        }
        return demuxer.isTransportStream()
                && !TransportStreamCheck.losses(bytes, demuxer.video().id(), bytes.usedEnd())
                        .isEmpty();
    }
}
