package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes chosen frames of a segment, from as few packets as will do. For one thread. */
final class SegmentDecoder implements AutoCloseable {

    private final ThumbnailPlan plan;
    private final SegmentFetcher fetcher;
    private final RunClocks clocks;
    private final Budget budget;
    private final Decoder decoder = new Decoder();

    SegmentDecoder(ExtractionRun run, Budget budget) {
        plan = run.plan();
        fetcher = run.fetcher();
        clocks = run.clocks();
        this.budget = budget;
    }

    long framesDecoded() {
        return decoder.framesDecoded();
    }

    /**
     * Decodes frames.
     *
     * @param demuxer has the segment open
     * @param wanted for each packet, by its place in decode order, the marks that its frame is for
     * @param sink is lent each frame
     * @return the marks whose frame cannot be decoded
     */
    List<SearchStep.Lost> decode(
            PlannedSegment segment,
            Demuxer demuxer,
            SegmentPackets packets,
            SortedMap<Integer, List<Mark>> wanted,
            BiConsumer<AVFrame, List<Mark>> sink) {
        Map<OptionalInt, SortedMap<Integer, List<Mark>>> groups = new HashMap<>();
        wanted.forEach(
                (packet, marks) -> groups.computeIfAbsent(packets.index().decodeStart(packet), start -> new TreeMap<>())
                        .put(packet, marks));
        List<SearchStep.Lost> lost = new ArrayList<>();
        groups.forEach((start, group) -> {
            decoder.prepare(demuxer.parameters(), clocks.parameterSets(segment.run()));
            lost.addAll(decodeGroup(segment, packets, start, group, sink));
        });
        return lost;
    }

    /** Frames that share the key frame at which decoding starts. */
    private List<SearchStep.Lost> decodeGroup(
            PlannedSegment segment,
            SegmentPackets packets,
            OptionalInt start,
            SortedMap<Integer, List<Mark>> group,
            BiConsumer<AVFrame, List<Mark>> sink) {
        Map<Long, List<Mark>> byPts = new HashMap<>();
        group.forEach((packet, marks) -> byPts.computeIfAbsent(packets.index().pts(packet), pts -> new ArrayList<>())
                .addAll(marks));
        Set<Long> pending = new HashSet<>(byPts.keySet());
        decoder.start();
        if (start.isEmpty()) {
            try {
                decodeTailOfPrevious(segment);
            } catch (LibavException | PermanentFailure e) {
                return group.values().stream()
                        .map(marks -> new SearchStep.Lost(marks, String.valueOf(e.getMessage())))
                        .toList();
            }
        }
        for (int packet = start.orElse(0); packet <= group.lastKey(); packet++) {
            if (start.isPresent() && leads(packets.index(), packet, start.getAsInt())) {
                continue;
            }
            budget.check();
            decoder.decode(
                    packets.get(packet),
                    group.containsKey(packet),
                    pending,
                    frame -> sink.accept(frame, byPts.getOrDefault(frame.pts(), List.of())));
        }
        decoder.drain(pending, frame -> sink.accept(frame, byPts.getOrDefault(frame.pts(), List.of())));
        return pending.stream()
                .map(pts -> undecodable(segment, byPts.getOrDefault(pts, List.of())))
                .toList();
    }

    private static SearchStep.Lost undecodable(PlannedSegment segment, List<Mark> marks) {
        return new SearchStep.Lost(
                marks,
                SegmentName.of(segment)
                        + ": the frame cannot be decoded; it is damaged or what it refers to is missing");
    }

    /** Feeds what leads up to a segment that does not start with a key frame, or with one that has leading pictures. */
    private void decodeTailOfPrevious(PlannedSegment segment) {
        PlannedSegment previous =
                segment.index() == 0 ? segment : plan.segments().get(segment.index() - 1);
        if (previous.run() != segment.run() || previous.equals(segment)) {
            throw new PermanentFailure(SegmentName.of(segment) + " does not start with a key frame");
        }
        if (previous.unavailable() != null) {
            throw new PermanentFailure(SegmentName.of(previous) + ", which the next one refers to, cannot be read: "
                    + previous.unavailable());
        }
        try (Demuxer demuxer = new Demuxer(budget);
                SegmentPackets packets = new SegmentPackets()) {
            SegmentBytes bytes = budget.waiting(() -> fetcher.open(previous));
            demuxer.open(bytes);
            packets.read(demuxer, PacketIndex.NONE, () -> {
                packets.forgetAllButTwoGops();
                return false;
            });
            if (demuxer.wraps()
                    && TransportStreamCheck.flaw(bytes, demuxer.video().id()).isPresent()) {
                throw new PermanentFailure(SegmentName.of(previous) + ", which the next one refers to, has lost data");
            }
            int last = packets.index().size() - 1;
            int key = packets.index().keyAtOrBefore(last);
            if (key < 0) {
                throw new PermanentFailure(SegmentName.of(previous) + " holds no key frame");
            }
            Set<Long> none = new HashSet<>(Set.of(PacketIndex.NONE));
            for (int packet = key; packet <= last; packet++) {
                budget.check();
                if (!leads(packets.index(), packet, key)) {
                    decoder.decode(packets.get(packet), false, none, frame -> {});
                }
            }
        }
    }

    /** Whether a packet is a leading picture of the key frame at which decoding starts: what it refers to was not decoded. */
    static boolean leads(PacketIndex index, int packet, int key) {
        return index.pts(packet) != PacketIndex.NONE && index.pts(packet) < index.pts(key);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
