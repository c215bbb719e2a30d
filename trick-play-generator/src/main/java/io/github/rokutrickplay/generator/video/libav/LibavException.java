package io.github.rokutrickplay.generator.video.libav;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** A call into libav failed. Never leaves this package: whoever knows the segment makes a failure of it. */
public final class LibavException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MESSAGE_BYTES = 256;

    private LibavException(int code, String what) {
        super("libav failed " + what + ": " + text(code));
    }

    /**
     * @param what what was being done, as in "failed opening the decoder"
     * @return the code, unless it is an error
     */
    public static int check(int code, String what) {
        if (code < 0) {
            throw new LibavException(code, what);
        }
        return code;
    }

    /** The input's fault, and will be again: a lack of memory too, for what asks for more than it may has none. */
    public PermanentFailure at(String where) {
        return new PermanentFailure(where + ": " + getMessage(), this);
    }

    private static String text(int code) {
        byte[] text = new byte[MESSAGE_BYTES];
        avutil.av_strerror(code, text, text.length);
        return new String(text, StandardCharsets.UTF_8).trim() + " (" + code + ")";
    }
}
