package io.github.rokutrickplay.local.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.GenerateTrickPlay;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.OtherSources;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.generator.video.ThumbnailExtractor;
import io.github.rokutrickplay.manifest.PublishManifests;
import io.github.rokutrickplay.queue.MessageQueue;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.storage.ForwardingObjectStore;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outputs that are switched on, off and over on a film that is published, in any order, by one run or by two at a time. A reader that
 * looks between any two writes never meets a 404, nor a sheet in the place of an image; in the end there is what a fresh publication
 * of the last settings gives, and nothing else.
 */
final class SwitchedOutputsTest {

    private static final String BUCKET = "bucket";
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final MessageQueue NO_QUEUE = (queueUrl, body, attributes, delay) -> {
        throw new PermanentFailure("no queue is used here");
    };

    private static final Map<String, List<String>> CHOICES = new TreeMap<>(Map.of(
            "THUMBNAIL_TILES", List.of("1x1", "1x1", "3x2", "2x2"),
            "THUMBNAIL_SIZES", List.of("160x90,320x180", "160x90", "160x90,320x180,240x136"),
            "MJPEG_ENABLED", List.of("true", "false"),
            "BIF_ENABLED", List.of("true", "false"),
            "WEBVTT_ENABLED", List.of("true", "false"),
            "STORYBOARD_ENABLED", List.of("true", "false"),
            "DASH_ENABLED", List.of("true", "false")));

    private static final String MPD = """
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT21S">
              <Period>
                <AdaptationSet mimeType="video/mp4"/>
              </Period>
            </MPD>
            """;

    /** 21 seconds, an image every two. */
    private static final int IMAGES = 11;

    @TempDir
    private static Path film;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @BeforeAll
    static void make() throws IOException {
        SampleFilms.copy(
                FilmSpec.single(Duration.ofSeconds(21), 320, 180).withDiscontinuitiesAt(Duration.ofSeconds(9)), film);
    }

    private InMemoryObjectStore bucketWithFilm() throws IOException {
        InMemoryObjectStore store = new InMemoryObjectStore(now::get);
        try (Stream<Path> files = Files.list(film)) {
            for (Path file : files.toList()) {
                store.put(
                        new S3Location(BUCKET, "film/" + file.getFileName()),
                        Files.readAllBytes(file),
                        ObjectAttributes.ofType("application/octet-stream"));
            }
        }
        store.putText(new S3Location(BUCKET, "film/play.mpd"), MPD, "application/dash+xml");
        return store;
    }

    private void publish(ObjectStore store, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("AWS_S3_BUCKET", BUCKET);
        environment.put("THUMBNAIL_INTERVAL", "2");
        GeneratorConfig config = GeneratorConfig.of(environment);
        Asset asset = new Asset(
                "film",
                "film/",
                List.of(new S3Location(BUCKET, "film/main.m3u8")),
                List.of(new S3Location(BUCKET, "film/play.mpd")),
                OtherSources.NONE,
                null,
                null);
        new GenerateTrickPlay(store, NO_QUEUE, new ThumbnailExtractor(store, config.thumbnails(), 2), config)
                .generate(asset, "test", Progress.NONE)
                .messages()
                .forEach(message -> new PublishManifests(store, NO_QUEUE, ManifestConfig.of(environment), now::get)
                        .publish(message));
    }

    private static Map<String, String> choose(Random random) {
        Map<String, String> settings = new TreeMap<>();
        CHOICES.forEach((name, values) -> settings.put(name, values.get(random.nextInt(values.size()))));
        return settings;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void leaveNoReaderWithoutAPicture(long seed) throws IOException {
        Random random = new Random(seed);
        InMemoryObjectStore bucket = bucketWithFilm();
        Readers readers = new Readers(bucket);
        List<Map<String, String>> history = new ArrayList<>();
        for (int run = 0; run < 8; run++) {
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(random.nextInt(50))));
            Map<String, String> settings = choose(random);
            history.add(settings);
            if (random.nextInt(4) == 0) {
                Map<String, String> other = choose(random);
                history.add(other);
                Thread second = Thread.ofVirtual().start(() -> publish(readers, other));
                publish(readers, settings);
                join(second);
            } else {
                publish(readers, settings);
                readers.lookIntoFiles();
            }
            assertThat(readers.complaints).as("after %s", history).isEmpty();
        }

        Map<String, String> last = choose(random);
        for (int i = 0; i < 3; i++) {
            publish(readers, last);
            now.updateAndGet(time -> time.plus(HALF_AN_HOUR).plusSeconds(1));
        }

        assertThat(readers.complaints).as("after %s", history).isEmpty();
        InMemoryObjectStore fresh = bucketWithFilm();
        publish(fresh, last);
        assertThat(bucket.list(BUCKET, ""))
                .extracting(ObjectSummary::location)
                .as("%s after %s", last, history)
                .containsExactlyElementsOf(fresh.list(BUCKET, "").stream()
                        .map(ObjectSummary::location)
                        .toList());
        assertThat(fresh.list(BUCKET, "").stream()
                        .map(ObjectSummary::location)
                        .filter(location ->
                                !location.key().endsWith("index.json")) // it has the ETag of the media playlist
                        .filter(location -> !Arrays.equals(bucket.bytes(location), fresh.bytes(location))))
                .as("%s after %s", last, history)
                .isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everybody who has read a playlist in the last half hour, and goes on to what it names whenever anything is written. */
    private final class Readers extends ForwardingObjectStore {

        /** What a player may hold of an object. */
        private record Version(String key, String text, Instant replaced) {}

        /** The film has a discontinuity: an MPD counts its single images. */
        private static final Pattern MEDIA = Pattern.compile("media=\"([^$\"]+)\\$Number%05d\\$\\.jpg\"");

        private static final Pattern URI_ATTRIBUTE = Pattern.compile("URI=\"([^\"]*)\"");

        private final InMemoryObjectStore inner;
        private final Map<String, String> current = new HashMap<>();
        private final List<Version> old = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();

        Readers(InMemoryObjectStore inner) {
            super(inner);
            this.inner = inner;
        }

        @Override
        public synchronized void put(S3Location location, byte[] body, ObjectAttributes attributes) {
            super.put(location, body, attributes);
            changed(location.key(), body);
        }

        @Override
        public synchronized boolean replace(
                S3Location location, byte[] body, ObjectAttributes attributes, String expectedEtag) {
            boolean replaced = super.replace(location, body, attributes, expectedEtag);
            if (replaced) {
                changed(location.key(), body);
            }
            return replaced;
        }

        @Override
        public synchronized void delete(Collection<S3Location> locations) {
            super.delete(locations);
            locations.forEach(location -> current.remove(location.key()));
            look();
        }

        private void changed(String key, byte[] body) {
            if (key.endsWith(".m3u8") || key.endsWith(".mpd")) {
                String before = current.put(key, new String(body, UTF_8));
                if (before != null) {
                    old.add(new Version(key, before, now.get()));
                }
            }
            look();
        }

        private void look() {
            old.removeIf(version -> version.replaced.plus(HALF_AN_HOUR).isBefore(now.get()));
            current.forEach((key, text) -> follow(key, text, false));
            old.forEach(version -> follow(version.key, version.text, false));
        }

        /** A file that is made anew has other ranges; once all is published, they fit. */
        void lookIntoFiles() {
            String main = Objects.requireNonNull(current.get("film/main.m3u8"));
            current.forEach((key, text) -> {
                if (main.contains('"' + key.substring("film/".length()) + '"')) {
                    follow(key, text, true);
                }
            });
        }

        private void follow(String key, String text, boolean withRanges) {
            if (key.endsWith(".mpd")) {
                followMpd(key, text);
                return;
            }
            boolean main = key.endsWith("main.m3u8");
            String layout = "";
            String range = "";
            for (String line : text.lines().toList()) {
                Matcher uri = URI_ATTRIBUTE.matcher(line);
                if (line.startsWith("#EXT-X-TILES:")) {
                    layout = line;
                } else if (withRanges && line.startsWith("#EXT-X-BYTERANGE:")) {
                    range = line.substring(17);
                } else if (uri.find()) {
                    require(uri.group(1), key, "", "");
                } else if (!line.startsWith("#") && !main) {
                    require(line, key, layout, range);
                }
            }
        }

        private void followMpd(String key, String text) {
            Matcher media = MEDIA.matcher(text);
            while (media.find()) {
                for (int number = 1; number <= IMAGES; number++) {
                    require(media.group(1) + "%05d.jpg".formatted(number), key, "", "");
                }
            }
        }

        private void require(String uri, String key, String layout, String range) {
            S3Location location = new S3Location(BUCKET, "film/" + uri);
            if (inner.findRange(location, 0, 1).isEmpty()) {
                complaints.add(key + " names " + uri + ", which is not there");
            } else if (!layout.isEmpty() && !fits(inner.bytes(location), layout)) {
                complaints.add(key + " names " + uri + " with " + layout + ", which has another size");
            } else if (!range.isEmpty() && !isFragment(inner.bytes(location), range)) {
                complaints.add(key + " names " + range + " of " + uri + ", which is no fragment");
            }
        }

        /** By the frame header (SOF0) of the JPEG. */
        private static boolean fits(byte[] jpeg, String layout) {
            Matcher numbers = Pattern.compile("RESOLUTION=(\\d+)x(\\d+),LAYOUT=(\\d+)x(\\d+)")
                    .matcher(layout);
            assertThat(numbers.find()).isTrue();
            int frame = new String(jpeg, ISO_8859_1).indexOf("\u00ff\u00c0");
            ByteBuffer header = ByteBuffer.wrap(jpeg);
            return header.getShort(frame + 5) == Integer.parseInt(numbers.group(2)) * Integer.parseInt(numbers.group(4))
                    && header.getShort(frame + 7)
                            == Integer.parseInt(numbers.group(1)) * Integer.parseInt(numbers.group(3));
        }

        private static boolean isFragment(byte[] file, String range) {
            int length = Integer.parseInt(range.substring(0, range.indexOf('@')));
            int offset = Integer.parseInt(range.substring(range.indexOf('@') + 1));
            ByteBuffer boxes = ByteBuffer.wrap(file);
            if (offset + length > file.length || boxes.getInt(offset + 4) != 0x6D6F6F66) {
                return false;
            }
            int moof = boxes.getInt(offset);
            return moof + boxes.getInt(offset + moof) == length;
        }
    }
}
