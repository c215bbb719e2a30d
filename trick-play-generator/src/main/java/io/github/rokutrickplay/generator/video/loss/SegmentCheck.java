package io.github.rokutrickplay.generator.video.loss;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.video.clock.RunClocks;
import io.github.rokutrickplay.generator.video.decode.Decoder;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.demux.TransportStreamCheck;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.LibavException;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads and decodes segments whole to find out whether they have lost anything. That is slow, so it is asked only where a
 * picture would be wrong if frames were lost. For many threads.
 */
public final class SegmentCheck {

    private final SegmentFetcher fetcher;
    private final RunClocks clocks;
    private final Map<Integer, SegmentIntegrity> known = new ConcurrentHashMap<>();
    private final Map<Integer, Optional<SequenceNumbers>> numbers = new ConcurrentHashMap<>();

    public SegmentCheck(SegmentFetcher fetcher, RunClocks clocks) {
        this.fetcher = fetcher;
        this.clocks = clocks;
    }

    /** What there is to say of a segment. */
    SegmentIntegrity of(PlannedSegment segment, TimeLimit timeLimit) {
        SegmentIntegrity found = known.get(segment.index());
        if (found == null) {
            found = find(segment, timeLimit);
            known.put(segment.index(), found);
        }
        return found;
    }

    /** The numbers that a segment's packets or fragments bear; none where it is damaged. */
    Optional<SequenceNumbers> numbers(PlannedSegment segment, TimeLimit timeLimit) {
        return numbers.computeIfAbsent(segment.index(), index -> readNumbers(segment, timeLimit));
    }

    private Optional<SequenceNumbers> readNumbers(PlannedSegment segment, TimeLimit timeLimit) {
        if (segment.unavailable() != null) {
            return Optional.empty();
        }
        try (Demuxer demuxer = new Demuxer(timeLimit)) {
            SegmentBytes bytes = timeLimit.waiting(() -> fetcher.open(segment));
            demuxer.open(bytes);
            return timeLimit.waiting(() -> flawOfContainer(demuxer, bytes).isPresent()
                    ? Optional.empty()
                    : Optional.of(SequenceNumbers.of(bytes, demuxer.isTransportStream())));
        } catch (LibavException | PermanentFailure unreadable) {
            return Optional.empty();
        }
    }

    private SegmentIntegrity find(PlannedSegment segment, TimeLimit timeLimit) {
        if (segment.unavailable() != null) {
            return new SegmentIntegrity.Damaged(segment.unavailable());
        }
        try (Demuxer demuxer = new Demuxer(timeLimit);
                SegmentPackets packets = new SegmentPackets()) {
            SegmentBytes bytes = timeLimit.waiting(() -> fetcher.open(segment));
            demuxer.open(bytes);
            Optional<String> flaw = timeLimit.waiting(() -> flawOfContainer(demuxer, bytes));
            if (flaw.isPresent()) {
                return new SegmentIntegrity.Damaged(flaw.get());
            }
            demuxer.keepOtherStreams();
            byte[] parameterSets = clocks.parameterSets(segment.run());
            packets.read(demuxer, parameterSets, PacketIndex.NONE, () -> false);
            if (packets.index().size() == 0 && demuxer.hasOthers()) {
                demuxer.requireNoUnreadableVideo();
                return new SegmentIntegrity.WithoutFrames();
            }
            return flawOfPictures(parameterSets, demuxer, packets, timeLimit)
                    .<SegmentIntegrity>map(SegmentIntegrity.Damaged::new)
                    .orElseGet(() -> SegmentIntegrity.Intact.of(demuxer, packets));
        } catch (LibavException | PermanentFailure e) {
            return new SegmentIntegrity.Damaged(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> flawOfContainer(Demuxer demuxer, SegmentBytes bytes) {
        int noPid = -1;
        return demuxer.isTransportStream()
                ? TransportStreamCheck.flaw(
                        bytes, demuxer.hasVideo() ? demuxer.video().id() : noPid)
                : FragmentCheck.flaw(bytes);
    }

    private Optional<String> flawOfPictures(
            byte[] parameterSets, Demuxer demuxer, SegmentPackets packets, TimeLimit timeLimit) {
        PacketIndex index = packets.index();
        if (index.size() == 0 || !index.inOrder()) {
            return Optional.of("its frames' timestamps are missing or out of order");
        }
        int key = 0;
        while (key < index.size() && !index.key(key)) {
            key++;
        }
        if (packets.skipsReferences(demuxer.parameters(), parameterSets, key)) {
            return Optional.of("pictures that others refer to are not there");
        }
        Set<Long> none = new HashSet<>(Set.of(PacketIndex.NONE));
        try (Decoder decoder = new Decoder()) {
            decoder.prepare(demuxer.parameters(), parameterSets);
            decoder.start(key < index.size() && packets.starts().isIntra(key));
            for (int packet = key; packet < index.size(); packet++) {
                if ((packets.get(packet).flags() & AV_PKT_FLAG_CORRUPT) != 0) {
                    return Optional.of("data of its pictures are lost");
                }
                if (!index.leads(packet, key)) {
                    timeLimit.check();
                    decoder.decode(packets.get(packet), true, none, frame -> false);
                }
            }
            decoder.drain(none, frame -> false);
            return decoder.damaged() ? Optional.of("its pictures cannot all be decoded") : Optional.empty();
        }
    }
}
