package io.github.rokutrickplay.manifest.dash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** MPDs as packagers write them. */
final class SampleMpdsTest {

    private static final ImageRepresentation IMAGES = new ImageRepresentation(
            "thumbs_320x180", 10_000, 320, 134, 1, 1, "film/thumbs/film_small.", ".jpg", 5, 10_000_000, 19);
    private static final MpdEditor EDITOR =
            new MpdEditor(S3Location.parse("s3://bucket/film/main.mpd"), "film/", PublicUrlPrefixes.NONE);

    @TempDir
    private Path folder;

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SampleMpdsTest.class.getResourceAsStream("/mpds/" + name))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the first second of each Period: its image's number and URL
        "mediaconvert.mpd, 1:thumbs/film_small.00001.jpg",
        "shaka-packager.mpd, 1:thumbs/film_small.00001.jpg",
        "several-periods.mpd, 1:thumbs/film_small.00001.jpg 7:../thumbs/film_small.00007.jpg 16:thumbs/film_small.00016.jpg"
    })
    void getImagesAndGiveThemBack(String name, String expected) throws IOException {
        byte[] original = sample(name);

        MpdEdit edit = EDITOR.withImages(original, List.of(IMAGES));

        assertThat(edit.leftAlone()).isNull();
        List<String> images = new ArrayList<>();
        for (Element period : Mpds.periods(edit.bytes())) {
            Element representation = Mpds.thumbnails(period).getFirst();
            long number = Mpds.numberAt(representation, 1_000_000);
            images.add(number + ":" + Mpds.url(representation, number));
        }
        assertThat(String.join(" ", images)).isEqualTo(expected);
        assertThat(new String(edit.bytes(), UTF_8)
                        .replaceAll("(?s)\\s*<AdaptationSet contentType=\"image\".*?</AdaptationSet>", ""))
                .isEqualTo(new String(original, UTF_8));
        assertThat(EDITOR.withImages(edit.bytes(), List.of(IMAGES)).bytes()).isSameAs(edit.bytes());
        assertThat(EDITOR.withoutImages(edit.bytes()).bytes()).isEqualTo(original);
    }

    @Test
    void ofFfmpegAreReadByItAsBefore() throws Exception {
        Assumptions.assumeTrue(isInstalled("ffmpeg") && isInstalled("ffprobe"), "ffmpeg and ffprobe are not installed");
        run(
                "ffmpeg -hide_banner -v error -f lavfi -i testsrc=size=320x180:rate=25:duration=12 -f lavfi -i sine=duration=12"
                        + " -c:v mpeg4 -c:a aac -f dash -seg_duration 2 main.mpd");
        run("ffmpeg -hide_banner -v error -f lavfi -i testsrc=size=320x180:rate=1/4:duration=12 film_small.%05d.jpg");
        Path mpd = folder.resolve("main.mpd");
        String before = probe();
        byte[] original = Files.readAllBytes(mpd);
        ImageRepresentation images = new ImageRepresentation(
                "thumbs_320x180", 10_000, 320, 180, 1, 1, "film/film_small.", ".jpg", 5, 4_000_000, 3);

        byte[] edited = EDITOR.withImages(original, List.of(images)).bytes();
        Files.write(mpd, edited);

        assertThat(probe()).isEqualTo(before).contains("mpeg4", "aac", "duration=12");
        Element representation =
                Mpds.thumbnails(Mpds.periods(edited).getFirst()).getFirst();
        for (long us = 0; us < 12_000_000; us += 999_999) {
            String url = Mpds.url(representation, Mpds.numberAt(representation, us));
            assertThat(Path.of(mpd.toUri().resolve(URI.create(url)))).isRegularFile();
        }
        assertThat(EDITOR.withoutImages(edited).bytes()).isEqualTo(original);
    }

    private String probe() throws IOException, InterruptedException {
        return run("ffprobe -hide_banner -v warning -show_entries stream=codec_name,width,height,nb_read_packets"
                + ":format=duration -count_packets -of compact main.mpd");
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "-version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** What it says, complaints included. */
    private String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.split(" ", -1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
