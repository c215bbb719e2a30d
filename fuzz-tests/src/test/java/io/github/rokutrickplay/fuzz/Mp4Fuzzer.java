package io.github.rokutrickplay.fuzz;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.generator.GenerateTrickPlay;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.OtherSources;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.generator.video.ThumbnailExtractor;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilm;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** MP4 files, their tables at the start, at the end and in fragments, changed as {@link MediaFuzzer} changes segments. */
public final class Mp4Fuzzer {

    private static final int MAX_CHANGES = 12;
    private static final List<Change> CHANGES = List.of(Change.values());
    private static final S3Location FILE = S3Location.parse("s3://films/film/film.mp4");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_S3_BUCKET", "films",
            "MAX_MISSING_THUMBNAILS", "1",
            "THUMBNAIL_INTERVAL", "0.5",
            "THUMBNAIL_WIDTH", "32",
            "THUMBNAIL_HEIGHT", "18",
            "THUMBNAIL_BIG_WIDTH", "48",
            "THUMBNAIL_BIG_HEIGHT", "27");

    private static final List<byte[]> FILES = List.of(
            made("+faststart"), made(""), made("+frag_keyframe+empty_moov"), made("+frag_keyframe+global_sidx"));

    private Mp4Fuzzer() {}

    private static byte[] made(String flags) {
        try (TemporaryFolder temporary = TemporaryFolder.create("fuzzed-file")) {
            Path folder = temporary.path();
            FilmSpec film = FilmSpec.single(Duration.ofSeconds(3), 160, 90)
                    .withSegments(Duration.ofSeconds(1), Duration.ofMillis(500))
                    .withAudio(true);
            Path file = folder.resolve("film.mp4");
            List<String> command = new ArrayList<>(List.of(
                    Loader.load(ffmpeg.class),
                    "-nostdin",
                    "-v",
                    "quiet",
                    "-i",
                    SampleFilm.write(film, folder).toString(),
                    "-c",
                    "copy",
                    "-bsf:a",
                    "aac_adtstoasc"));
            command.addAll(flags.isEmpty() ? List.of() : List.of("-movflags", flags));
            command.add(file.toString());
            int code = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(command + " ended with " + code);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Bits bits = new Bits(input);
        byte[] file = FILES.get(bits.next() % FILES.size());
        for (int i = 0; i < MAX_CHANGES && bits.left(); i++) {
            file = CHANGES.get(bits.next() % CHANGES.size()).of(file, bits);
        }
        InMemoryObjectStore store = new InMemoryObjectStore();
        store.put(FILE, file, ObjectAttributes.ofType("video/mp4"));
        GeneratorConfig config = GeneratorConfig.of(ENVIRONMENT);
        ThumbnailExtractor extractor = new ThumbnailExtractor(store, config.thumbnails(), 1);
        Asset asset = new Asset("film", "film/", List.of(), OtherSources.files(List.of(FILE)), null, null);
        Allowed.refusal(() -> new GenerateTrickPlay(store, new InMemoryMessageQueue(), extractor, config)
                .generate(asset, "request", Progress.NONE));
    }
}
