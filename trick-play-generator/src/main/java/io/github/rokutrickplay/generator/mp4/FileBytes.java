package io.github.rokutrickplay.generator.mp4;

/** A file that is read by ranges. Safe for use by many threads. */
public interface FileBytes {

    /**
     * Reads a part.
     *
     * @param offset the first byte, from 0
     * @param length at least 1
     * @return fewer bytes than asked for at the file's end, none behind it
     */
    byte[] read(long offset, int length);

    /** The file's size in bytes. */
    long size();
}
