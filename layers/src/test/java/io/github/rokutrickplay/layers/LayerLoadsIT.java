package io.github.rokutrickplay.layers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** JavaCPP without natives on the class path, as in Lambda: all comes from LD_LIBRARY_PATH. */
class LayerLoadsIT {

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the layer is made for Linux")
    void everyLibraryIsLoadedFromTheLayerAndNoneIsExtracted() throws Exception {
        Map<String, byte[]> libraries = LayerZip.read(Architecture.ofHost()).libraries();
        Path lib = Files.createDirectory(folder.resolve("lib"));
        for (Map.Entry<String, byte[]> library : libraries.entrySet()) {
            Files.write(lib.resolve(library.getKey()), library.getValue());
        }
        Path cache = folder.resolve("cache");

        List<String> output = run(lib, cache);

        assertThat(output.subList(0, 6)).containsOnly("LGPL version 3 or later");
        assertThat(output.get(6)).contains("--enable-version3").doesNotContain("--enable-gpl");
        assertThat(output)
                .containsAll(libraries.keySet().stream()
                        .map(name -> lib.resolve(name).toString())
                        .toList());
        try (Stream<Path> extracted = Files.walk(cache)) {
            assertThat(extracted.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private List<String> run(Path lib, Path cache) throws IOException, InterruptedException {
        String classPath = Stream.of(LoadedLibraries.class, AVCodec.class, Pointer.class)
                .map(LayerLoadsIT::location)
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                        "-cp",
                        classPath,
                        LoadedLibraries.class.getName())
                .redirectErrorStream(true);
        java.environment().put("LD_LIBRARY_PATH", lib.toString());
        Process process = java.start();
        List<String> output = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", output)).isZero();
        return output;
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " has a strange place", e);
        }
    }
}
