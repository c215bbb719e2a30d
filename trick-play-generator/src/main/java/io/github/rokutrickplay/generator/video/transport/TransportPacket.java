package io.github.rokutrickplay.generator.video.transport;

/** Reads and writes the headers of a transport stream's packets (ISO/IEC 13818-1 section 2.4.3.2). */
public final class TransportPacket {

    public static final int LENGTH = 188;
    public static final byte SYNC = 0x47;
    static final int NULL_PID = 0x1FFF;
    private static final int HEADER = 4;
    private static final int UNIT_START = 0x40;
    private static final int ADAPTATION = 0x20;
    private static final int PAYLOAD = 0x10;
    private static final int COUNTER = 0x0F;

    private TransportPacket() {}

    static int pid(byte[] bytes, int packet) {
        return unsigned16(bytes, packet + 1) & NULL_PID;
    }

    static void setPid(byte[] bytes, int packet, int pid) {
        bytes[packet + 1] = (byte) ((bytes[packet + 1] & ~(NULL_PID >> Byte.SIZE)) | pid >> Byte.SIZE);
        bytes[packet + 2] = (byte) pid;
    }

    static int counter(byte[] bytes, int packet) {
        return bytes[packet + 3] & COUNTER;
    }

    static void setCounter(byte[] bytes, int packet, int counter) {
        bytes[packet + 3] = (byte) ((bytes[packet + 3] & ~COUNTER) | (counter & COUNTER));
    }

    static boolean startsUnit(byte[] bytes, int packet) {
        return (bytes[packet + 1] & UNIT_START) != 0;
    }

    static boolean hasPayload(byte[] bytes, int packet) {
        return (bytes[packet + 3] & PAYLOAD) != 0;
    }

    /** Where the payload starts; at the packet's end or behind it where there is none. */
    static int payload(byte[] bytes, int packet) {
        if (!hasPayload(bytes, packet)) {
            return packet + LENGTH;
        }
        boolean adaptation = (bytes[packet + 3] & ADAPTATION) != 0;
        return packet + HEADER + (adaptation ? 1 + (bytes[packet + HEADER] & 0xFF) : 0);
    }

    static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << Byte.SIZE | (bytes[at + 1] & 0xFF);
    }
}
