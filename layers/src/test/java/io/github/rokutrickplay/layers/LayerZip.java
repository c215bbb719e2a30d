package io.github.rokutrickplay.layers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A layer as it is deployed.
 *
 * @param files each file's bytes, by its path in the zip
 */
record LayerZip(Map<String, byte[]> files) {

    static Path path(Architecture architecture) {
        return Path.of("target", "ffmpeg-layer-" + architecture.lambdaName() + ".zip");
    }

    static LayerZip read(Architecture architecture) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(path(architecture).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        return new LayerZip(files);
    }

    /** The shared objects, by file name. */
    Map<String, byte[]> libraries() {
        Map<String, byte[]> libraries = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.startsWith("lib/")) {
                libraries.put(path.substring("lib/".length()), bytes);
            }
        });
        return libraries;
    }
}
