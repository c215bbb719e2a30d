package io.github.rokutrickplay.generator.video.libav;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** Loads FFmpeg's libraries. */
public final class NativeLibraries {

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";
    private static final String LIMIT_PROPERTY = "org.bytedeco.javacpp.maxPhysicalBytes";

    /** What a single picture or table may take: a 10-bit picture of twice 8K. What asks for more is damaged. */
    private static final long MAX_ALLOCATION = 512L * 1024 * 1024;

    /** On Linux; each behind those that it needs. */
    private static final List<String> LIBRARIES = List.of(
            "libdrm.so.2",
            "libavutil.so.59",
            "libswresample.so.5",
            "libavcodec.so.61",
            "libavformat.so.61",
            "libswscale.so.8",
            "libavfilter.so.10",
            "libjnijavacpp.so",
            "libjniavutil.so",
            "libjniswresample.so",
            "libjniavcodec.so",
            "libjniavformat.so",
            "libjniswscale.so",
            "libjniavfilter.so");

    private static boolean loaded;

    private static final AtomicInteger STUCK_THREADS = new AtomicInteger();

    private NativeLibraries() {}

    /** Must be called before any other use of the bindings; again is harmless. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        folder().ifPresent(NativeLibraries::loadFrom);
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
        loaded = true;
    }

    /** The folder of the library path that has all of them: in Lambda the layer's. */
    private static Optional<Path> folder() {
        for (String entry : System.getProperty("java.library.path", "").split(File.pathSeparator, -1)) {
            Path folder = Path.of(entry).toAbsolutePath();
            if (LIBRARIES.stream().allMatch(library -> Files.exists(folder.resolve(library)))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** JavaCPP would look for each in every jar, by what annotations say: that takes several times as long as to load them. */
    private static void loadFrom(Path folder) {
        System.setProperty("org.bytedeco.javacpp.loadLibraries", "false");
        for (String library : LIBRARIES) {
            System.load(folder.resolve(library).toString());
        }
    }

    static void noteStuckThread() {
        STUCK_THREADS.incrementAndGet();
    }

    /** It did come back, late. */
    static void noteThreadBack() {
        STUCK_THREADS.decrementAndGet();
    }

    /** Threads that have not come back from FFmpeg, and hold a core and memory, perhaps as long as this process lives. */
    public static int stuckThreads() {
        return STUCK_THREADS.get();
    }
}
