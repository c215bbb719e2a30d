package io.github.rokutrickplay.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The FFmpeg layer for this machine, as the build has made it. */
public final class NativeLayer {

    private NativeLayer() {}

    /**
     * The layer's zip.
     *
     * @throws CommandFailedException if it has not been built
     */
    public static Path zip(Path repositoryRoot) {
        String architecture = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
        Path zip = repositoryRoot.resolve("layers/target/ffmpeg-layer-" + architecture + ".zip");
        if (!Files.exists(zip)) {
            throw new CommandFailedException(zip + " is not there: run layers/ffmpeg/build.sh");
        }
        return zip;
    }
}
