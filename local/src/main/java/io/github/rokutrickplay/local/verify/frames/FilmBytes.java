package io.github.rokutrickplay.local.verify.frames;

import java.util.Arrays;

/** The bytes of a film, or of some of its segments. */
public interface FilmBytes {

    /**
     * @param length how many bytes at most
     * @return none behind the end
     */
    byte[] read(long position, int length);

    long size();

    /** Those in memory. */
    static FilmBytes of(byte[] bytes) {
        return new FilmBytes() {
            @Override
            public byte[] read(long position, int length) {
                int from = (int) Math.min(position, bytes.length);
                return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }
}
