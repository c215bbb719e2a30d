package io.github.rokutrickplay.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.generator.GenerateTrickPlay;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.manifest.PublishManifests;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A film's playlists from being read to being published, without the film: the input is the main playlist and a media
 * playlist, with a zero byte between them.
 */
public final class FilmFuzzer {

    private static final S3Location MAIN = S3Location.parse("s3://films/film/main.m3u8");
    private static final Map<String, String> ENVIRONMENT =
            Map.of("AWS_S3_BUCKET", "films", "MAX_MISSING_THUMBNAILS", "1");

    private FilmFuzzer() {}

    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String main : Samples.MULTIVARIANT) {
            Samples.MEDIA.forEach(media -> seeds.add((main + '\0' + media).getBytes(UTF_8)));
        }
        return seeds;
    }

    public static void fuzzerTestOneInput(byte[] input) {
        int zero = 0;
        while (zero < input.length && input[zero] != 0) {
            zero++;
        }
        InMemoryObjectStore store = new InMemoryObjectStore();
        put(store, MAIN, Arrays.copyOf(input, zero));
        byte[] media = zero < input.length ? Arrays.copyOfRange(input, zero + 1, input.length) : new byte[0];
        put(store, MAIN.withKey("film/a.m3u8"), media);
        put(store, MAIN.withKey("film/i.m3u8"), media);
        Allowed.refusal(() -> publish(store));
    }

    private static void put(InMemoryObjectStore store, S3Location location, byte[] body) {
        store.put(location, body, ObjectAttributes.ofType("application/vnd.apple.mpegurl"));
    }

    private static void publish(InMemoryObjectStore store) {
        InMemoryMessageQueue queue = new InMemoryMessageQueue();
        GeneratorConfig config = GeneratorConfig.of(ENVIRONMENT);
        new GenerateTrickPlay(
                        store, queue, new PicturesOfNothing(config.thumbnails().boxes()), config)
                .generate(new Asset("film", "film/", List.of(MAIN), null), "request", Progress.NONE)
                .messages()
                .forEach(message -> new PublishManifests(
                                store, queue, ManifestConfig.of(ENVIRONMENT), InstantSource.system())
                        .publish(message));
    }
}
