package io.github.rokutrickplay.generator.bitstream;

import java.util.Arrays;

/** Tells access units of a stream by their first bytes. */
@FunctionalInterface
public interface AccessUnitReader {

    /** Enough for most: delimiters, parameter sets and the first slice's header, or the first picture's. */
    int USUAL = 256;

    /** Beyond, an access unit is not looked at for what it is. */
    int MOST = 1 << 20;

    /**
     * Reads the beginning of an access unit.
     *
     * @param start its first bytes, or all of it
     * @param size how many bytes it has
     */
    Access read(byte[] start, int size);

    /** Gives the first bytes of an access unit. */
    @FunctionalInterface
    interface Beginning {
        byte[] first(int bytes);
    }

    /** Reads as much of an access unit as it takes; never {@link Access#TOO_SHORT}. */
    default Access read(Beginning beginning, int size) {
        int limit = Math.min(size, MOST);
        int length = Math.min(limit, USUAL);
        Access access = read(beginning.first(length), size);
        while (access == Access.TOO_SHORT && length < limit) {
            length = Math.min(limit, length * 16);
            access = read(beginning.first(length), size);
        }
        return access == Access.TOO_SHORT ? Access.UNKNOWN : access;
    }

    /**
     * @param configuration the decoder configuration record (avcC, hvcC, vvcC without version and flags), or parameter sets
     *     behind start codes; may be empty
     */
    static AccessUnitReader of(Coding coding, byte[] configuration) {
        byte[] record = Arrays.copyOf(configuration, configuration.length);
        return switch (coding) {
            case H264 -> new H264Reader(NalUnits.lengthSizeOfAvcC(record));
            case HEVC -> new HevcReader(NalUnits.lengthSizeOfHvcC(record));
            case VVC -> new VvcReader(NalUnits.lengthSizeOfVvcC(record));
            case AV1 -> new Av1Reader();
            case VP9 -> SimpleReaders::vp9;
            case VP8 -> SimpleReaders::vp8;
            case MPEG_VIDEO -> SimpleReaders::mpegVideo;
            case MPEG4_VISUAL -> SimpleReaders::mpeg4Visual;
            case INTRA_ONLY -> (start, size) -> Access.RANDOM_ACCESS;
            case UNKNOWN -> (start, size) -> Access.UNKNOWN;
        };
    }
}
