package io.github.rokutrickplay.local.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.local.process.AssetProcessor;
import io.github.rokutrickplay.local.verify.objects.StoredObjects;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A film with its thumbnails, in memory: each test changes a copy of its own. */
final class PublishedAsset {

    static final String BUCKET = "films";
    static final String FOLDER = "content/film/";
    static final S3Location MAIN = new S3Location(BUCKET, FOLDER + "main.m3u8");
    static final Duration INTERVAL = Duration.ofMillis(2_500);

    private static final String MPD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT31.5S">
              <Period>
                <AdaptationSet mimeType="video/mp4"/>
              </Period>
            </MPD>
            """;

    /** One that was not made yet. */
    static final PublishedAsset NONE = new PublishedAsset(Map.of());

    /** An object as it is stored. */
    private record Stored(byte[] body, ObjectAttributes attributes) {}

    private final Map<String, Stored> objects;
    private Instant now = Instant.now();

    private PublishedAsset(Map<String, Stored> objects) {
        this.objects = objects;
    }

    /** One of 31.5 seconds, with discontinuities between marks and at one, unless there are no such places. */
    static PublishedAsset make(Path folder, boolean discontinuities, String... variables) throws IOException {
        FilmSpec spec = spec();
        SampleFilms.copy(
                discontinuities ? spec.withDiscontinuitiesAt(Duration.ofSeconds(11), Duration.ofSeconds(20)) : spec,
                folder);
        return publish(folder, variables);
    }

    /** One of the same length that lacks its second segment. */
    static PublishedAsset makeDamaged(Path folder, String... variables) throws IOException {
        SampleFilms.copy(spec(), folder);
        Files.delete(folder.resolve("360p_00001.ts"));
        return publish(folder, variables);
    }

    private static FilmSpec spec() {
        return FilmSpec.single(Duration.ofMillis(31_500), 640, 360)
                .withSegments(Duration.ofSeconds(3), Duration.ofSeconds(1));
    }

    private static PublishedAsset publish(Path folder, String... variables) throws IOException {
        InMemoryObjectStore store = new InMemoryObjectStore();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                store.put(
                        new S3Location(BUCKET, FOLDER + name),
                        Files.readAllBytes(file),
                        ObjectAttributes.ofType(typeOf(name)));
            }
        }
        store.putText(new S3Location(BUCKET, FOLDER + "play.mpd"), MPD, "application/dash+xml");
        Map<String, String> environment = new HashMap<>(Map.of("THUMBNAIL_INTERVAL", "2.5"));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        new AssetProcessor(store, BUCKET, environment).process(MAIN, "film", FOLDER, Progress.NONE);
        Map<String, Stored> objects = new TreeMap<>();
        for (ObjectSummary object : store.list(BUCKET, "")) {
            var stored = store.find(object.location(), Integer.MAX_VALUE).orElseThrow();
            objects.put(
                    object.location().key().substring(FOLDER.length()), new Stored(stored.body(), stored.attributes()));
        }
        return new PublishedAsset(objects);
    }

    private static String typeOf(String name) {
        return name.endsWith(".m3u8") ? "application/vnd.apple.mpegurl" : "video/mp2t";
    }

    PublishedAsset copy() {
        return new PublishedAsset(new TreeMap<>(objects));
    }

    byte[] bytes(String name) {
        Stored stored = objects.get(name);
        if (stored == null) {
            throw new AssertionError("there is no " + name + " in " + objects.keySet());
        }
        return stored.body.clone();
    }

    /** As it is stored. */
    String type(String name) {
        Stored stored = objects.get(name);
        String type = stored == null ? null : stored.attributes.contentType();
        return type == null ? "" : type;
    }

    void put(String name, byte[] body) {
        Stored before = objects.get(name);
        objects.put(name, new Stored(body, before == null ? ObjectAttributes.ofType("image/jpeg") : before.attributes));
    }

    /** Puts text over what is there. */
    void put(String name, String text) {
        put(name, text.getBytes(UTF_8));
    }

    void edit(String name, UnaryOperator<String> change) {
        String before = new String(bytes(name), UTF_8);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing was changed in " + name + ":\n" + before);
        }
        put(name, after);
    }

    void attributes(String name, ObjectAttributes attributes) {
        objects.put(name, new Stored(bytes(name), attributes));
    }

    void remove(String name) {
        bytes(name);
        objects.remove(name);
    }

    void swap(String one, String other) {
        byte[] bytes = bytes(one);
        put(one, bytes(other));
        put(other, bytes);
    }

    /** Half an hour and more goes by. */
    void growOld() {
        now = now.plus(Duration.ofHours(1));
    }

    List<String> names() {
        return List.copyOf(objects.keySet());
    }

    Verified verify(UnaryOperator<VerifyOptions> options) {
        return verify(MAIN, options);
    }

    Verified verify(S3Location main, UnaryOperator<VerifyOptions> options) {
        InMemoryObjectStore store = new InMemoryObjectStore();
        objects.forEach(
                (name, stored) -> store.put(new S3Location(BUCKET, FOLDER + name), stored.body, stored.attributes));
        VerifyOptions quick = VerifyOptions.quick("film", "publish again");
        VerifyOptions timed = new VerifyOptions(
                quick.deep(),
                quick.pictures(),
                quick.seed(),
                quick.mediaKey(),
                quick.mediaFolder(),
                quick.usualMediaKey(),
                quick.thumbnailsFolder(),
                quick.publishAgain(),
                () -> now);
        return new VerifyFilm(
                        StoredObjects.ofBucket(store, main, PublicUrlPrefixes.NONE),
                        main.key(),
                        options.apply(timed),
                        VerifyProgress.NONE)
                .verify();
    }

    /** Text in which what a pattern finds at a place, counted from 0, is replaced. */
    static String replaceNth(String text, String wanted, int place, String other) {
        int at = -1;
        for (int i = 0; i <= place; i++) {
            at = text.indexOf(wanted, at + 1);
            if (at < 0) {
                throw new AssertionError("there is no " + wanted + " number " + i + " in\n" + text);
            }
        }
        return text.substring(0, at) + other + text.substring(at + wanted.length());
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
