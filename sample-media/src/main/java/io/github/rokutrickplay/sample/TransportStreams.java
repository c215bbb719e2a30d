package io.github.rokutrickplay.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Takes transport streams apart and writes program tables (ISO/IEC 13818-1 section 2.4), independently of the product. */
public final class TransportStreams {

    public static final int PACKET = 188;
    /** Those of FFmpeg's muxer. */
    public static final int VIDEO = 0x100;

    public static final int PMT = 0x1000;

    private TransportStreams() {}

    /**
     * A stream of a program.
     *
     * @param registration of a registration descriptor; empty for none
     */
    public record Entry(int type, int pid, String registration) {
        public Entry(int type, int pid) {
            this(type, pid, "");
        }
    }

    /** A program association table, a packet long, for program numbers and the PIDs of their maps. */
    public static byte[] pat(int... programs) {
        ByteBuffer body = ByteBuffer.allocate(2 * programs.length);
        for (int i = 0; i < programs.length; i += 2) {
            body.putShort((short) programs[i]).putShort((short) (0xE000 | programs[i + 1]));
        }
        return packets(0, section(0, 1, 0, body.array()));
    }

    /** A program map table, as many packets long as it takes. */
    public static byte[] pmt(int pid, int program, int version, List<Entry> entries) {
        ByteBuffer body = ByteBuffer.allocate(1000);
        body.putShort((short) (0xE000 | (entries.isEmpty() ? 0x1FFF : entries.getFirst().pid)));
        body.putShort((short) 0xF000);
        for (Entry entry : entries) {
            byte[] registration = entry.registration.getBytes(US_ASCII);
            int length = registration.length == 0 ? 0 : 2 + registration.length;
            body.put((byte) entry.type).putShort((short) (0xE000 | entry.pid)).putShort((short) (0xF000 | length));
            if (length > 0) {
                body.put((byte) 5).put((byte) registration.length).put(registration);
            }
        }
        return packets(pid, section(2, program, version, Arrays.copyOf(body.array(), body.position())));
    }

    private static byte[] section(int table, int number, int version, byte[] body) {
        ByteBuffer section = ByteBuffer.allocate(8 + body.length + 4);
        section.put((byte) table).putShort((short) (0xB000 | (5 + body.length + 4)));
        section.putShort((short) number).put((byte) (0xC1 | version << 1)).putShort((short) 0);
        section.put(body);
        return section.putInt(crc(section.array(), section.position())).array();
    }

    private static int crc(byte[] bytes, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04C11DB7 : crc << 1;
            }
        }
        return crc;
    }

    private static byte[] packets(int pid, byte[] section) {
        byte[] payload = new byte[1 + section.length];
        System.arraycopy(section, 0, payload, 1, section.length);
        int count = Math.ceilDiv(payload.length, PACKET - 4);
        byte[] packets = new byte[count * PACKET];
        Arrays.fill(packets, (byte) 0xFF);
        for (int i = 0; i < count; i++) {
            int from = i * (PACKET - 4);
            int start = i == 0 ? 0x4000 : 0;
            ByteBuffer.wrap(packets, i * PACKET, PACKET)
                    .put((byte) 0x47)
                    .putShort((short) (start | pid))
                    .put((byte) (0x10 | i))
                    .put(payload, from, Math.min(PACKET - 4, payload.length - from));
        }
        return packets;
    }

    public static int pid(byte[] bytes, int packet) {
        return ByteBuffer.wrap(bytes).getShort(packet + 1) & 0x1FFF;
    }

    /** A stream's packets without those of its program tables. */
    public static byte[] withoutTables(byte[] stream) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int at = 0; at < stream.length; at += PACKET) {
            if (!List.of(0, 0x11, PMT).contains(pid(stream, at))) {
                rest.write(stream, at, PACKET);
            }
        }
        return rest.toByteArray();
    }

    /** A stream whose packets of some PIDs have others, and whose counters have advanced by so many. */
    public static byte[] withPids(byte[] stream, Map<Integer, Integer> pids, int counters) {
        byte[] changed = stream.clone();
        for (int at = 0; at < stream.length; at += PACKET) {
            int pid = pid(stream, at);
            int to = pids.getOrDefault(pid, pid);
            ByteBuffer.wrap(changed).putShort(at + 1, (short) ((stream[at + 1] & 0xE0) << 8 | to));
            changed[at + 3] = (byte) ((stream[at + 3] & 0xF0) | (stream[at + 3] + counters & 0x0F));
        }
        return changed;
    }

    /** Where packets start that may be decoded from (the random access indicator of the adaptation field). */
    public static List<Integer> keyFrames(byte[] stream) {
        List<Integer> positions = new ArrayList<>();
        for (int at = 0; at < stream.length; at += PACKET) {
            boolean adaptation = (stream[at + 3] & 0x20) != 0 && stream[at + 4] != 0;
            if (adaptation && (stream[at + 5] & 0x40) != 0) {
                positions.add(at);
            }
        }
        return positions;
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** What is left of a picture's timestamps. */
    public enum Timestamps {
        BOTH,
        PRESENTATION,
        NONE
    }

    /** Says what to leave of them, by the picture's number in decode order and whether it is a key frame. */
    @FunctionalInterface
    public interface TimestampChoice {
        Timestamps of(int picture, boolean key);
    }

    /** A stream with timestamps left out of its video's PES headers, which keep their length (section 2.4.3.6). */
    public static byte[] withTimestamps(byte[] stream, TimestampChoice choice) {
        byte[] changed = stream.clone();
        List<Integer> keys = keyFrames(stream);
        int picture = 0;
        for (int at = 0; at < stream.length; at += PACKET) {
            if (pid(stream, at) == VIDEO && (stream[at + 1] & 0x40) != 0) {
                int header = at + 4 + ((stream[at + 3] & 0x20) != 0 ? 1 + (stream[at + 4] & 0xFF) : 0);
                leave(changed, header, choice.of(picture++, keys.contains(at)));
            }
        }
        return changed;
    }

    private static void leave(byte[] stream, int header, Timestamps left) {
        int flags = stream[header + 7] >> 6 & 3;
        int kept = left == Timestamps.NONE ? 0 : 5;
        int present = flags == 0 ? 0 : flags == 2 ? 5 : 10;
        if (left == Timestamps.BOTH || kept >= present) {
            return;
        }
        stream[header + 7] = (byte) ((stream[header + 7] & 0x3F) | (kept > 0 ? 0x80 : 0));
        if (kept > 0) {
            stream[header + 9] = (byte) (0x20 | (stream[header + 9] & 0x0F));
        }
        Arrays.fill(stream, header + 9 + kept, header + 9 + present, (byte) 0xFF);
    }
}
