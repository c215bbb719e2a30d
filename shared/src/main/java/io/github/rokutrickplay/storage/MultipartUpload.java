package io.github.rokutrickplay.storage;

/**
 * An object that is written in parts. It is there, whole, when all of them are; until then what was there before is. Not safe for
 * use by several threads. Failures are those of {@link ObjectStore}.
 */
public interface MultipartUpload {

    /** What S3 asks of every part but the last, bytes. */
    int MIN_PART_BYTES = 5 * 1024 * 1024;

    /**
     * @param number where it belongs, from 1; parts may come in any order, and one that comes again replaces the first
     * @param bytes at least {@value #MIN_PART_BYTES}, unless it is the last part; not kept
     */
    void part(int number, byte[] bytes);

    /** Puts all parts together, over whatever was there. */
    void complete();

    /** Throws the parts away. Whatever was there stays. */
    void abort();
}
