package io.github.rokutrickplay.generator.mp4;

/** Why a file cannot be read; the message follows the file's name: "has no moov box". */
public final class Mp4Exception extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Mp4Exception(String message) {
        super(message);
    }

    /** A box says something that cannot be. */
    static Mp4Exception bad(String box, String what) {
        return new Mp4Exception("has a bad " + box + " box: " + what);
    }
}
