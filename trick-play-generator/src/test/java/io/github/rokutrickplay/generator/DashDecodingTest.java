package io.github.rokutrickplay.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.dash.FfmpegProgram;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.OtherSources;
import io.github.rokutrickplay.generator.output.Progress;
import io.github.rokutrickplay.queue.InMemoryMessageQueue;
import io.github.rokutrickplay.storage.InMemoryObjectStore;
import io.github.rokutrickplay.storage.ObjectAttributes;
import io.github.rokutrickplay.storage.ObjectSummary;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FFmpeg writes a film as DASH and as HLS of the same segments: both give the same pictures. */
final class DashDecodingTest {

    @TempDir
    private Path folder;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final GeneratorConfig config =
            GeneratorConfig.of(Map.of("AWS_S3_BUCKET", "bucket", "THUMBNAIL_INTERVAL", "2"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-use_timeline 1 -use_template 1",
                "-use_timeline 0 -use_template 1",
                "-use_timeline 0 -use_template 0",
                "-use_timeline 0 -use_template 0 -single_file 1",
            })
    void aFilmHasTheSamePicturesAsItsHls(String form) throws IOException, InterruptedException {
        FfmpegProgram.run(
                folder,
                "ffmpeg -hide_banner -v error -f lavfi -i testsrc2=size=320x180:rate=25:duration=13 -c:v libx264 -preset ultrafast"
                        + " -bf 2 -g 50 -sc_threshold 0 -pix_fmt yuv420p -f dash -seg_duration 4 -hls_playlist 1 "
                        + form
                        + " main.mpd");
        upload();
        S3Location mpd = S3Location.parse("s3://bucket/film/main.mpd");

        generate(new Asset("dash", "film/", List.of(), List.of(mpd), OtherSources.NONE, null, null));
        generate(new Asset("hls", "film/", List.of(mpd.withKey("film/master.m3u8")), null));

        Map<String, Integer> dash = pictures("dash");
        assertThat(dash).as("one size, for the film is small").hasSize(7).isEqualTo(pictures("hls"));
        assertThat(dash.values()).doesNotHaveDuplicates();
    }

    @Test
    void aRepresentationThatIsOneFileHasThePicturesOfTheFile() throws IOException, InterruptedException {
        FfmpegProgram.run(
                folder,
                "ffmpeg -hide_banner -v error -f lavfi -i testsrc2=size=320x180:rate=25:duration=13 -c:v libx264 -preset ultrafast"
                        + " -bf 2 -g 50 -sc_threshold 0 -pix_fmt yuv420p -movflags +dash+global_sidx+frag_keyframe film.mp4");
        Files.writeString(folder.resolve("main.mpd"), """
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT13S"
                  profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet mimeType="video/mp4">
                  <Representation id="v" bandwidth="100000" codecs="avc1.42c00d" width="320" height="180">
                  <BaseURL>film.mp4</BaseURL><SegmentBase indexRange="800-999"/></Representation></AdaptationSet></Period></MPD>
                """);
        upload();
        S3Location mpd = S3Location.parse("s3://bucket/film/main.mpd");

        generate(new Asset("dash", "film/", List.of(), List.of(mpd), OtherSources.NONE, null, null));
        generate(new Asset(
                "file", "film/", List.of(), OtherSources.files(List.of(mpd.withKey("film/film.mp4"))), null, null));

        assertThat(pictures("dash")).hasSize(7).isEqualTo(pictures("file"));
    }

    private void upload() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                store.put(
                        S3Location.parse("s3://bucket/film/" + file.getFileName()),
                        Files.readAllBytes(file),
                        ObjectAttributes.ofType("application/octet-stream"));
            }
        }
    }

    private void generate(Asset asset) {
        GenerateTrickPlay.decoding(store, new InMemoryMessageQueue(), config)
                .generate(asset, "request-1", Progress.NONE);
    }

    private Map<String, Integer> pictures(String mediaKey) {
        Map<String, Integer> pictures = new TreeMap<>();
        store.list("bucket", "film/thumbs/" + mediaKey + "_").stream()
                .map(ObjectSummary::location)
                .forEach(location -> pictures.put(
                        location.fileName().substring(mediaKey.length()), Arrays.hashCode(store.bytes(location))));
        return pictures;
    }
}
