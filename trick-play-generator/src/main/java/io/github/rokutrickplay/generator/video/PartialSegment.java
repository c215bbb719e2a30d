package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.video.codec.ParameterSets;
import io.github.rokutrickplay.generator.video.codec.VideoCodec;
import io.github.rokutrickplay.generator.video.demux.Demuxer;
import io.github.rokutrickplay.generator.video.demux.SegmentPackets;
import io.github.rokutrickplay.generator.video.demux.TransportStreamCheck;
import io.github.rokutrickplay.generator.video.fetch.SegmentBytes;
import io.github.rokutrickplay.generator.video.search.Choice;
import io.github.rokutrickplay.generator.video.search.Direction;
import io.github.rokutrickplay.generator.video.search.FrameRule;
import io.github.rokutrickplay.generator.video.timeline.PacketIndex;
import io.github.rokutrickplay.generator.video.timeline.RunClock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** A segment of a transport stream of which only a part was read: not from its start. For one thread. */
final class PartialSegment {

    private final ExtractionRun run;
    private final Demuxer demuxer;
    private final SegmentPackets packets;

    /**
     * @param demuxer has the part open when frames are chosen
     * @param packets then holds those that were read of it
     */
    PartialSegment(ExtractionRun run, Demuxer demuxer, SegmentPackets packets) {
        this.run = run;
        this.demuxer = demuxer;
        this.packets = packets;
    }

    /**
     * Chooses frames that cannot be others, whatever comes before the part.
     *
     * @return for each packet, by its place in decode order, the marks that its frame is for; marks in doubt are not among them
     */
    SortedMap<Integer, List<Mark>> choose(List<Mark> marks, SegmentBytes bytes, RunClock clock) {
        SortedMap<Integer, List<Mark>> wanted = new TreeMap<>();
        PacketIndex index = packets.index();
        if (index.size() == 0 || !demuxer.isTransportStream() || hasLosses(bytes)) {
            return wanted;
        }
        VideoCodec.requireSupported(demuxer.parameters(), bytes.segment());
        FrameRule.View view = FrameRule.View.of(index, clock);
        for (Mark mark : marks) {
            if (!run.rule().isDecided(index, clock, mark)) {
                continue;
            }
            Choice choice = run.rule().choose(view, mark, Direction.COVERING);
            if (choice instanceof Choice.Frame frame && canStartFor(frame.packet(), bytes.segment())) {
                wanted.computeIfAbsent(frame.packet(), packet -> new ArrayList<>())
                        .add(mark);
            }
        }
        return wanted;
    }

    private boolean hasLosses(SegmentBytes bytes) {
        return !TransportStreamCheck.losses(bytes, demuxer.video().id(), bytes.usedEnd())
                .isEmpty();
    }

    /** Whether the part has the key frame, and that brings what the run starts with, if anything: it may have changed since. */
    private boolean canStartFor(int packet, PlannedSegment part) {
        OptionalInt key = packets.index().decodeStart(packet);
        return key.isPresent()
                && (run.clocks().parameterSets(part.run()).length == 0
                        || ParameterSets.of(demuxer.parameters(), packets.get(key.getAsInt())).length > 0);
    }
}
