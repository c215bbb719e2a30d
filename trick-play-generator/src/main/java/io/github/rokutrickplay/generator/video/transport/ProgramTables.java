package io.github.rokutrickplay.generator.video.transport;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Set;

/** Takes the packets of the PAT and of the PMTs out of a transport stream (ISO/IEC 13818-1, sections 2.4.3 and 2.4.4). */
public final class ProgramTables {

    private static final int PACKET = 188;
    private static final int SYNC = 0x47;
    private static final int PAT_PID = 0;
    private static final int PID_MASK = 0x1FFF;
    private static final int HEADER = 4;
    /** Bytes of a PAT section before its first program, and of the CRC behind its last. */
    private static final int PAT_HEADER = 8;

    private static final int CRC = 4;

    private ProgramTables() {}

    /** The packets in their order; empty if there are none. */
    public static byte[] of(byte[] start) {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        Set<Integer> pids = new HashSet<>(Set.of(PAT_PID));
        for (int at = 0; at + PACKET <= start.length && (start[at] & 0xFF) == SYNC; at += PACKET) {
            int pid = unsigned16(start, at + 1) & PID_MASK;
            if (pids.contains(pid)) {
                tables.write(start, at, PACKET);
            }
            if (pid == PAT_PID) {
                addPmtPids(start, at, pids);
            }
        }
        return tables.toByteArray();
    }

    /** A PAT with more programs than fit into a packet is not HLS: it has one. */
    private static void addPmtPids(byte[] bytes, int packet, Set<Integer> pids) {
        int end = packet + PACKET;
        boolean adaptation = (bytes[packet + 3] & 0x20) != 0;
        int payload = packet + HEADER + (adaptation ? 1 + (bytes[packet + HEADER] & 0xFF) : 0);
        if (payload >= end) {
            return;
        }
        int section = payload + 1 + (bytes[payload] & 0xFF);
        if (section + PAT_HEADER > end) {
            return;
        }
        int sectionEnd = Math.min(end, section + 3 + (unsigned16(bytes, section + 1) & 0xFFF)) - CRC;
        for (int program = section + PAT_HEADER; program + 4 <= sectionEnd; program += 4) {
            if (unsigned16(bytes, program) != 0) {
                pids.add(unsigned16(bytes, program + 2) & PID_MASK);
            }
        }
    }

    private static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }
}
