package io.github.rokutrickplay.local;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands in for the FFmpeg layer here: the jars with the native libraries, as this process's class path has them. */
public final class NativeLayer {

    private NativeLayer() {}

    /**
     * The jars of FFmpeg's and JavaCPP's natives.
     *
     * @throws CommandFailedException if this build has none for this machine
     */
    public static List<Path> jars() {
        String platform = platform();
        List<Path> jars = Stream.of("ffmpeg", "javacpp")
                .map(library -> find("org/bytedeco/" + library + "/" + platform + "/"))
                .flatMap(Optional::stream)
                .toList();
        if (jars.size() < 2) {
            throw new CommandFailedException("this build has no FFmpeg for " + platform
                    + ": delete local/target and build on this machine, or with -Dnative.platform=" + platform);
        }
        return jars;
    }

    private static Optional<Path> find(String folder) {
        @Nullable URL url = NativeLayer.class.getClassLoader().getResource(folder);
        if (url == null || !url.getProtocol().equals("jar")) {
            return Optional.empty();
        }
        String file = url.getPath();
        try {
            return Optional.of(Path.of(new URI(file.substring(0, file.indexOf("!/")))));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url + " is not in a jar", e);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").startsWith("Mac") ? "macosx" : "linux";
        String arch = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
        return os + "-" + arch;
    }
}
