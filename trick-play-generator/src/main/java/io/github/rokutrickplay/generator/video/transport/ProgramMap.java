package io.github.rokutrickplay.generator.video.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What a program is made of (ISO/IEC 13818-1 section 2.4.4.9).
 *
 * @param program its number
 * @param pids of all of its streams
 * @param videos in their order
 */
record ProgramMap(int program, BitSet pids, List<TransportVideo> videos) {

    private static final int REGISTRATION = 5;
    private static final int REGISTRATION_LENGTH = 4;
    /** Bytes of a stream's entry before its descriptors. */
    private static final int ENTRY = 5;

    /** Reads a section that is whole. */
    static ProgramMap of(byte[] section) {
        BitSet pids = new BitSet();
        List<TransportVideo> videos = new ArrayList<>();
        int end = section.length - TableSections.CRC;
        int at = TableSections.HEADER + 4;
        at += at > end ? 0 : TransportPacket.unsigned16(section, at - 2) & 0xFFF;
        while (at + ENTRY <= end) {
            int pid = TransportPacket.unsigned16(section, at + 1) & TransportPacket.NULL_PID;
            int descriptors = at + ENTRY;
            int next = descriptors + (TransportPacket.unsigned16(section, at + 3) & 0xFFF);
            pids.set(pid);
            TransportVideo.of(pid, section[at] & 0xFF, registration(section, descriptors, Math.min(next, end)))
                    .ifPresent(videos::add);
            at = next;
        }
        return new ProgramMap(TransportPacket.unsigned16(section, 3), pids, videos);
    }

    private static String registration(byte[] section, int from, int end) {
        int at = from;
        while (at + 2 <= end) {
            int length = section[at + 1] & 0xFF;
            if (section[at] == REGISTRATION && length >= REGISTRATION_LENGTH && at + 2 + length <= end) {
                return new String(section, at + 2, REGISTRATION_LENGTH, StandardCharsets.ISO_8859_1);
            }
            at += 2 + length;
        }
        return "";
    }

    /** The first that can be decoded, as players take it; where none can, the first. */
    Optional<TransportVideo> video() {
        return videos.stream()
                .filter(TransportVideo::isDecodable)
                .findFirst()
                .or(() -> videos.stream().findFirst());
    }
}
