package io.github.rokutrickplay.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.manifest.PublishManifests;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.S3Location;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Messages for the updater, and the index that they name: the input is both, with a zero byte between them. */
public final class MessageFuzzer {

    private static final Map<String, String> ENVIRONMENT = Map.of("AWS_S3_BUCKET", "films");

    private MessageFuzzer() {}

    static List<byte[]> seeds() {
        return Samples.MESSAGES.stream()
                .map(message -> (message + '\0' + Samples.INDEX).getBytes(UTF_8))
                .toList();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        int zero = 0;
        while (zero < input.length && input[zero] != 0) {
            zero++;
        }
        String message = new String(input, 0, zero, UTF_8);
        InMemoryObjectStore store = new InMemoryObjectStore();
        put(store, "film/main.m3u8", Samples.MULTIVARIANT.getFirst().getBytes(UTF_8));
        put(store, "film/a.m3u8", Samples.MEDIA.getFirst().getBytes(UTF_8));
        put(store, "film/thumbs/film_small.00001.jpg", new byte[] {1, 2, 3});
        put(
                store,
                "film/thumbs/film.index.json",
                zero < input.length ? Arrays.copyOfRange(input, zero + 1, input.length) : new byte[0]);
        Allowed.refusal(() -> new PublishManifests(
                        store, new InMemoryMessageQueue(), ManifestConfig.of(ENVIRONMENT), InstantSource.system())
                .publish(Json.read(message, ManifestMessage.class, "the message")));
    }

    private static void put(InMemoryObjectStore store, String key, byte[] body) {
        store.put(new S3Location("films", key), body, ObjectAttributes.ofType("application/octet-stream"));
    }
}
