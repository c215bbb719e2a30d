package io.github.rokutrickplay.generator.video;

import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** Loads FFmpeg's libraries. */
final class Natives {

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
    private static final String LIMIT_PROPERTY = "org.bytedeco.javacpp.maxPhysicalBytes";

    /** What a single picture or table may take: a 10-bit picture of twice 8K. What asks for more is damaged. */
    private static final long MAX_ALLOCATION = 512L * 1024 * 1024;

    private static final AtomicInteger STUCK_THREADS = new AtomicInteger();

    private Natives() {}

    /** Must be called before any other use of the bindings; again is harmless. */
    static void load() {
        // In Lambda only /tmp can be written, and JavaCPP makes its folder even where it extracts nothing.
        if (System.getenv("AWS_LAMBDA_FUNCTION_NAME") != null && System.getProperty(CACHE_PROPERTY) == null) {
            System.setProperty(CACHE_PROPERTY, "/tmp/javacpp");
        }
        if (System.getProperty(LIMIT_PROPERTY) == null) {
            // JavaCPP would ask the kernel at every allocation how much memory this process has. The libraries' own
            // limit is below.
            System.setProperty(LIMIT_PROPERTY, "0");
        }
        // What libav has to say about damage, it says in codes as well.
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        avutil.av_max_alloc(MAX_ALLOCATION);
        // A first call to each library, for that is when it is loaded.
        swscale.swscale_version();
        avcodec.avcodec_version();
        avformat.avformat_version();
        avfilter.avfilter_version();
    }

    static void noteStuckThread() {
        STUCK_THREADS.incrementAndGet();
    }

    /** It did come back, late. */
    static void noteThreadBack() {
        STUCK_THREADS.decrementAndGet();
    }

    /** Threads that have not come back from FFmpeg, and hold a core and memory, perhaps as long as this process lives. */
    static int stuckThreads() {
        return STUCK_THREADS.get();
    }
}
