package io.github.rokutrickplay.local.verify.frames;

/** FFmpeg's libraries, or this check, cannot read a film's frames. That is no fault of its thumbnails. */
public final class UndecodableFilmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndecodableFilmException(String message) {
        super(message);
    }

    public UndecodableFilmException(String message, Throwable cause) {
        super(message, cause);
    }

    static int check(int code, String what) {
        if (code < 0) {
            throw new UndecodableFilmException("FFmpeg failed " + what + " (" + code + ")");
        }
        return code;
    }
}
