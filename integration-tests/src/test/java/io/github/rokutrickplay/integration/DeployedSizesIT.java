package io.github.rokutrickplay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.FunctionName;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is uploaded to Lambda: within its limits, and no larger than we know it to be. */
final class DeployedSizesIT {

    /**
     * Lambda's limits in bytes: 250 MB for a function unzipped with its layers, 50 MB for a zip that is uploaded directly.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    private static final long MAX_UNZIPPED = 250L << 20;

    private static final long MAX_UPLOADED = 50L << 20;

    /** A record that is off by more is no longer true. */
    private static final double TOLERANCE = 0.05;

    private static final Path HOME =
            Path.of(System.getProperty("trickplay.home", "..")).toAbsolutePath().normalize();

    private static final Path RECORD = HOME.resolve("layers/sizes.properties");

    private static final Path LAYERS = HOME.resolve("layers/target");

    private record Archive(String name, long zipped, long unzipped, List<String> entries) {

        static Archive read(Path file) {
            List<String> entries = new ArrayList<>();
            long unzipped = 0;
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    entries.add(entry.getName());
                    unzipped += entry.getSize();
                }
                return new Archive(file.getFileName().toString(), Files.size(file), unzipped, entries);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }

    private static List<Archive> functions() {
        return Stream.of(FunctionName.values())
                .map(name -> Archive.read(name.jar(HOME)))
                .toList();
    }

    private static List<Archive> layers() {
        return Stream.of("x86_64", "arm64")
                .map(architecture -> Archive.read(LAYERS.resolve("ffmpeg-layer-" + architecture + ".zip")))
                .toList();
    }

    @Test
    void everyFunctionFitsIntoLambdaTogetherWithTheLayer() {
        long layer = layers().stream().mapToLong(Archive::unzipped).max().orElseThrow();
        assertThat(functions())
                .allSatisfy(function -> assertThat(function.unzipped + layer).isLessThan(MAX_UNZIPPED));
    }

    @Test
    void everyArchiveCanBeUploadedDirectly() {
        assertThat(Stream.concat(functions().stream(), layers().stream()))
                .allSatisfy(archive -> assertThat(archive.zipped).isLessThan(MAX_UPLOADED));
    }

    @Test
    void nothingHasGrownOrShrunkUnnoticed() throws IOException {
        Properties record = new Properties();
        try (Reader reader = Files.newBufferedReader(RECORD)) {
            record.load(reader);
        }
        List<String> differences = new ArrayList<>();
        Stream.concat(functions().stream(), layers().stream()).forEach(archive -> {
            compare(record, archive.name + ".zipped", archive.zipped, differences);
            compare(record, archive.name + ".unzipped", archive.unzipped, differences);
        });
        assertThat(differences)
                .as("sizes in bytes that are no longer what %s says; if that is meant, write the line there", RECORD)
                .isEmpty();
    }

    private static void compare(Properties record, String key, long actual, List<String> differences) {
        long recorded = Long.parseLong(record.getProperty(key, "0"));
        if (Math.abs(actual - recorded) > recorded * TOLERANCE) {
            differences.add(key + "=" + actual);
        }
    }

    @Test
    void nativeLibrariesComeFromTheLayerAlone() {
        assertThat(functions())
                .allSatisfy(function -> assertThat(function.entries)
                        .noneMatch(entry -> entry.matches("org/bytedeco/.*\\.so(\\.\\d+)?")));
    }
}
