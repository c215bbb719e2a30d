package io.github.rokutrickplay.sample;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** What every call into libav has in common. */
final class Libav {

    private static final int MESSAGE_BYTES = 256;

    private Libav() {}

    static void quiet() {
        av_log_set_level(AV_LOG_ERROR);
    }

    /**
     * @return the code, unless it is an error
     * @throws IllegalStateException if it is: sample films are made of nothing that can be wrong
     */
    static int check(int code, String what) {
        if (code < 0) {
            byte[] text = new byte[MESSAGE_BYTES];
            av_strerror(code, text, text.length);
            throw new IllegalStateException(what + " failed: " + new String(text, StandardCharsets.UTF_8).trim());
        }
        return code;
    }
}
