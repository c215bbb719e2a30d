package io.github.rokutrickplay.generator.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads and decodes segments whole to find out whether they have lost anything. That is slow, so it is asked only where a
 * picture would be wrong if frames were lost. For many threads.
 */
final class SegmentCheck {

    private final SegmentFetcher fetcher;
    private final RunClocks clocks;
    private final Map<Integer, SegmentFindings> known = new ConcurrentHashMap<>();
    private final Map<Integer, Optional<SequenceNumbers>> numbers = new ConcurrentHashMap<>();

    SegmentCheck(SegmentFetcher fetcher, RunClocks clocks) {
        this.fetcher = fetcher;
        this.clocks = clocks;
    }

    /** What there is to say of a segment. */
    SegmentFindings of(PlannedSegment segment, Budget budget) {
        SegmentFindings found = known.get(segment.index());
        if (found == null) {
            found = find(segment, budget);
            known.put(segment.index(), found);
        }
        return found;
    }

    /** The numbers that a segment's packets or fragments bear; none where it is damaged. */
    Optional<SequenceNumbers> numbers(PlannedSegment segment, Budget budget) {
        return numbers.computeIfAbsent(segment.index(), index -> readNumbers(segment, budget));
    }

    private Optional<SequenceNumbers> readNumbers(PlannedSegment segment, Budget budget) {
        if (segment.unavailable() != null) {
            return Optional.empty();
        }
        try (Demuxer demuxer = new Demuxer(budget)) {
            SegmentBytes bytes = budget.waiting(() -> fetcher.open(segment));
            demuxer.open(bytes);
            return budget.waiting(() -> flawOfContainer(demuxer, bytes).isPresent()
                    ? Optional.empty()
                    : Optional.of(SequenceNumbers.of(bytes, demuxer.wraps())));
        } catch (LibavException | PermanentFailure unreadable) {
            return Optional.empty();
        }
    }

    private SegmentFindings find(PlannedSegment segment, Budget budget) {
        if (segment.unavailable() != null) {
            return new SegmentFindings.Damaged(segment.unavailable());
        }
        try (Demuxer demuxer = new Demuxer(budget);
                SegmentPackets packets = new SegmentPackets()) {
            SegmentBytes bytes = budget.waiting(() -> fetcher.open(segment));
            demuxer.open(bytes);
            Optional<String> flaw = budget.waiting(() -> flawOfContainer(demuxer, bytes));
            if (flaw.isPresent()) {
                return new SegmentFindings.Damaged(flaw.get());
            }
            demuxer.keepOtherStreams();
            byte[] parameterSets = clocks.parameterSets(segment.run());
            packets.read(demuxer, parameterSets, PacketIndex.NONE, () -> false);
            if (packets.index().size() == 0 && demuxer.hasOthers()) {
                demuxer.requireNoUnreadableVideo();
                return new SegmentFindings.WithoutFrames();
            }
            return flawOfPictures(parameterSets, demuxer, packets, budget)
                    .<SegmentFindings>map(SegmentFindings.Damaged::new)
                    .orElseGet(() -> SegmentFindings.Intact.of(demuxer, packets));
        } catch (LibavException | PermanentFailure e) {
            return new SegmentFindings.Damaged(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> flawOfContainer(Demuxer demuxer, SegmentBytes bytes) {
        int noPid = -1;
        return demuxer.wraps()
                ? TransportStreamCheck.flaw(
                        bytes, demuxer.hasVideo() ? demuxer.video().id() : noPid)
                : FragmentCheck.flaw(bytes);
    }

    private Optional<String> flawOfPictures(
            byte[] parameterSets, Demuxer demuxer, SegmentPackets packets, Budget budget) {
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
                    budget.check();
                    decoder.decode(packets.get(packet), true, none, frame -> false);
                }
            }
            decoder.drain(none, frame -> false);
            return decoder.damaged() ? Optional.of("its pictures cannot all be decoded") : Optional.empty();
        }
    }
}
