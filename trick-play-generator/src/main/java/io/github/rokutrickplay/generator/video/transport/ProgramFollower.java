package io.github.rokutrickplay.generator.video.transport;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the video of a transport stream's first program on one PID. A program's map may change within a segment: players go
 * on with the stream that it names then, libav makes another one of it. So packets are given the PID and the counters that
 * they would have, had the map never changed; and maps that say that it has are hidden, with the packets that they name
 * anew.
 *
 * <p>Sees a segment's bytes once, in their order, before anybody else does. Changes them in their place.
 */
public final class ProgramFollower {

    private static final int PAT_PID = 0;
    private static final int NONE = -1;
    private static final int PAT_ENTRY = 4;

    /** A program that the association table names. */
    private record Program(int number, int mapPid) {}

    private final TableSections associations = new TableSections(TableSections.PROGRAM_ASSOCIATION);
    private final Map<Integer, TableSections> maps = new HashMap<>();
    private final Map<Integer, ProgramMap> mapByProgram = new HashMap<>();
    private List<Program> programs = List.of();
    /** PIDs that libav is told of. */
    private final BitSet told = new BitSet();

    private @Nullable TransportVideo first;
    private @Nullable TransportVideo current;
    private boolean awaitsStart;
    /** The counter of the last packet with a payload, as it was handed on. */
    private int counter = NONE;
    /** What is added to counters. */
    private int shift;

    /** The video that it keeps, as it was first; empty where no map has told so far. */
    public Optional<TransportVideo> video() {
        return Optional.ofNullable(first);
    }

    /**
     * Looks at bytes, and changes them.
     *
     * @param from where a packet starts, or where packets are looked for
     * @param to how far there are bytes
     * @return up to where they may be handed on; the same position is where to go on
     */
    public int follow(byte[] bytes, int from, int to) {
        int at = from;
        while (at + TransportPacket.LENGTH <= to) {
            if (bytes[at] == TransportPacket.SYNC) {
                packet(bytes, at);
                at += TransportPacket.LENGTH;
            } else {
                at++;
            }
        }
        return at;
    }

    private void packet(byte[] bytes, int packet) {
        int pid = TransportPacket.pid(bytes, packet);
        if (current != null && pid == current.pid()) {
            video(bytes, packet);
        } else if (pid == PAT_PID) {
            associations.next(bytes, packet).ifPresent(this::readAssociations);
        } else if (maps.containsKey(pid)) {
            maps.get(pid).next(bytes, packet).ifPresent(section -> readMap(ProgramMap.of(section)));
            hideIf(isMoved(), bytes, packet);
        } else {
            hideIf(isMoved() && (isFirst(pid) || !told.get(pid)), bytes, packet);
        }
    }

    private boolean isMoved() {
        return first != null && current != null && first.pid() != current.pid();
    }

    private boolean isFirst(int pid) {
        return first != null && pid == first.pid();
    }

    private static void hideIf(boolean hidden, byte[] bytes, int packet) {
        if (hidden) {
            TransportPacket.setPid(bytes, packet, TransportPacket.NULL_PID);
        }
    }

    private void video(byte[] bytes, int packet) {
        if (awaitsStart) {
            if (!TransportPacket.startsUnit(bytes, packet)) {
                hideIf(true, bytes, packet);
                return;
            }
            awaitsStart = false;
            shift = counter == NONE ? 0 : counter + 1 - TransportPacket.counter(bytes, packet);
        }
        if (isMoved()) {
            TransportPacket.setPid(bytes, packet, first == null ? NONE : first.pid());
        }
        if (shift != 0) {
            TransportPacket.setCounter(bytes, packet, TransportPacket.counter(bytes, packet) + shift);
        }
        if (TransportPacket.hasPayload(bytes, packet)) {
            counter = TransportPacket.counter(bytes, packet);
        }
    }

    private void readAssociations(byte[] section) {
        List<Program> named = new ArrayList<>();
        for (int at = TableSections.HEADER; at + PAT_ENTRY <= section.length - TableSections.CRC; at += PAT_ENTRY) {
            int number = TransportPacket.unsigned16(section, at);
            if (number != 0) {
                named.add(new Program(number, TransportPacket.unsigned16(section, at + 2) & TransportPacket.NULL_PID));
            }
        }
        programs = named;
        mapByProgram.clear();
        maps.clear();
        named.forEach(program -> maps.put(program.mapPid, new TableSections(TableSections.PROGRAM_MAP)));
    }

    private void readMap(ProgramMap map) {
        mapByProgram.put(map.program(), map);
        Optional<TransportVideo> video = videoOfFirstProgram();
        if (first == null) {
            first = video.orElse(null);
            current = first;
        } else if (video.isPresent() && isAnother(video.get())) {
            current = video.get();
            awaitsStart = true;
        }
        if (!isMoved()) {
            told.or(map.pids());
        }
    }

    /** Of the first program that has video, once what comes before it is known to have none. */
    private Optional<TransportVideo> videoOfFirstProgram() {
        for (Program program : programs) {
            ProgramMap map = mapByProgram.get(program.number);
            if (map == null || map.video().isPresent()) {
                return map == null ? Optional.empty() : map.video();
            }
        }
        return Optional.empty();
    }

    /** A stream of another encoding is another film; what becomes of it is up to libav. */
    private boolean isAnother(TransportVideo video) {
        return current != null && video.pid() != current.pid() && video.codec() == current.codec();
    }
}
