package io.github.rokutrickplay.generator.video;

import org.bytedeco.ffmpeg.global.avutil;

/** Loads FFmpeg's libraries. */
final class Natives {

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    private Natives() {}

    /** Must be called before any other use of the bindings; again is harmless. */
    static void load() {
        // In Lambda only /tmp can be written, and JavaCPP makes its folder even where it extracts nothing.
        if (System.getenv("AWS_LAMBDA_FUNCTION_NAME") != null && System.getProperty(CACHE_PROPERTY) == null) {
            System.setProperty(CACHE_PROPERTY, "/tmp/javacpp");
        }
        // What libav has to say about damage, it says in codes as well.
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }
}
