package io.github.rokutrickplay.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.local.FunctionName;
import io.github.rokutrickplay.local.LocalPlatform;
import io.github.rokutrickplay.local.aws.Faults;
import io.github.rokutrickplay.local.aws.Faults.Fault;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form at once through the deployed functions, killed and throttled on the way: what comes out is what a calm run gives. */
final class AllOutputsIT {

    static final Map<String, String> ALL = Map.of(
            "THUMBNAIL_TILES", "1x1,2x2",
            "MJPEG_ENABLED", "true",
            "BIF_ENABLED", "true",
            "WEBVTT_ENABLED", "true",
            "STORYBOARD_ENABLED", "true",
            "DASH_ENABLED", "true");

    static final String MPD = """
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT25S">
              <Period>
                <AdaptationSet mimeType="video/mp4"/>
              </Period>
            </MPD>
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void comeThroughKillsAndThrottlingAsThroughACalmRun(@TempDir Path folder) throws InterruptedException {
        Film film = new Film(folder.resolve("film"));
        Map<String, String> variables = new HashMap<>(ALL);
        variables.put("THUMBNAIL_INTERVAL", "1");
        try (LocalPlatform platform =
                LocalPlatform.start(EmbeddedChainIT.settings(folder).withVariables(variables))) {
            ObjectStore store = platform.objectStore();
            for (String path : new String[] {"content/calm/", "content/storm/"}) {
                film.upload(store, path);
                store.put(at(path + "play.mpd"), MPD.getBytes(UTF_8), ObjectAttributes.ofType("application/dash+xml"));
            }
            put(platform, "content/calm/");
            assertThat(platform.awaitIdle(PATIENCE)).isTrue();

            Faults faults = platform.aws().orElseThrow().s3().faults();
            faults.setLatency(Duration.ofMillis(50));
            put(platform, "content/storm/");
            put(platform, "content/storm/");
            killWhenThere(platform, FunctionName.GENERATOR, "content/storm/thumbs/");
            killWhenThere(platform, FunctionName.UPDATER, "content/storm/thumbs_320x180.m3u8");
            faults.failNext(8, Fault.SLOW_DOWN, call -> call.resource().contains("storm/thumbs_"));
            put(platform, "content/storm/");
            faults.setLatency(Duration.ZERO);
            assertThat(platform.awaitIdle(PATIENCE)).isTrue();

            Map<String, String> calm = contents(store, "content/calm/");
            assertThat(calm)
                    .containsKeys(
                            "thumbs/film_small.00025.jpg",
                            "thumbs/film_big.2x2.00007.jpg",
                            "thumbs_320x180.m3u8",
                            "thumbs_320x180_iframes.m3u8",
                            "thumbs_320x180.mp4",
                            "thumbs_640x360.mp4",
                            "thumbs_320x180.bif",
                            "thumbs_320x180.vtt",
                            "thumbs_640x360.json")
                    .doesNotContainKeys("thumbs/film_big.00001.jpg");
            assertThat(calm.get("play.mpd"))
                    .contains(
                            "media=\"thumbs/film_small.$Number%05d$.jpg\"",
                            "media=\"thumbs/film_big.2x2.$Number%05d$.jpg\"");
            assertThat(contents(store, "content/storm/")).isEqualTo(calm);
        }
    }

    private static S3Location at(String key) {
        return new S3Location(LocalPlatform.BUCKET, key);
    }

    private static void put(LocalPlatform platform, String path) {
        assertThat(platform.putEvent("""
               {"detail":{"eventType":"JOB_COMPLETE","mediaKey":"film","mediaKeyId":"%2$s","outputGroupDetails":[
                 {"outputDetails":[{"outputFilePaths":["s3://%1$s/%2$splay.m3u8","s3://%1$s/%2$splay.mpd"]}]}]}}""".formatted(LocalPlatform.BUCKET, path))).isTrue();
    }

    /** Ends a function's process, as Lambda may, when the first object of these is there. */
    private static void killWhenThere(LocalPlatform platform, FunctionName function, String prefix)
            throws InterruptedException {
        long start = System.nanoTime();
        while (platform.objectStore().list(LocalPlatform.BUCKET, prefix).isEmpty()) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
            Thread.sleep(20);
        }
        platform.function(function)
                .pid()
                .ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** By what comes behind the folder; paths within are relative, but for the index. */
    private static Map<String, String> contents(ObjectStore store, String path) {
        Map<String, String> contents = new TreeMap<>();
        for (ObjectSummary object : store.list(LocalPlatform.BUCKET, path)) {
            String text = new String(Film.read(store, object.location()), ISO_8859_1);
            contents.put(object.location().key().substring(path.length()), text.replace(path, "content/FILM/"));
        }
        return contents;
    }
}
