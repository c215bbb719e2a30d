package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.local.aws.EmbeddedAws;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.FrameNumber;
import io.github.rokutrickplay.sample.SampleFilms;
import io.github.rokutrickplay.sample.SegmentFormat;
import io.github.rokutrickplay.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ProcessCommandTest {

    private static final String MAIN = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360\n";

    @TempDir
    private Path folder;

    private record Outcome(int exitCode, String out, String err) {}

    private Outcome run(Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                folder,
                folder,
                environment);
        List<String> line = new ArrayList<>(List.of("process"));
        line.addAll(List.of(words));
        int exitCode = new Trickplay(List.of(new ProcessCommand())).run(line, terminal);
        return new Outcome(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** Every file and what is in it. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private Path film() {
        return SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(12), 640, 360), folder.resolve("my film"));
    }

    @Test
    void publishesBesideTheMainPlaylistAndPrintsOneJsonDocument() throws IOException {
        Path main = film();

        Outcome outcome = run(Map.of(), main.toString(), "--json", "--interval", "5");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode result = Json.readTree(outcome.out(), "stdout");
        assertThat(result.path("media_key").asText()).isEqualTo("main");
        assertThat(result.path("duration_seconds").decimalValue()).isEqualByComparingTo("12");
        assertThat(result.path("thumbnails").path("small").asInt()).isEqualTo(3);
        assertThat(result.path("sizes").path("big").asText()).isEqualTo("640x360");
        assertThat(result.path("source").asText())
                .isEqualTo(main.resolveSibling("360p.m3u8").toString());
        Path third = main.resolveSibling("thumbs/main_small.00003.jpg");
        assertThat(FrameNumber.read(ImageIO.read(third.toFile()))).hasValue(10 * 24);
        assertThat(Files.readString(main)).endsWith("CODECS=\"jpeg\",URI=\"thumbs_640x360.m3u8\"\n");
    }

    @Test
    void listsTheThumbnailsThatADamagedFilmLacksAndRefusesMoreThanAllowed() throws IOException {
        Path main = film();
        Files.delete(main.resolveSibling("360p_00001.ts"));

        Outcome outcome = run(Map.of(), main.toString(), "--json", "--interval", "5");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode missing = Json.readTree(outcome.out(), "stdout").path("missing");
        assertThat(missing).hasSize(1);
        assertThat(missing.get(0).path("number").asInt()).isEqualTo(3);
        assertThat(missing.get(0).path("time_seconds").asInt()).isEqualTo(10);
        assertThat(missing.get(0).path("reason").asText())
                .isEqualTo("segment 1 is missing: there is no " + main.resolveSibling("360p_00001.ts"));
        assertThat(Files.readString(main.resolveSibling("thumbs_320x180.m3u8"))).contains("#EXT-X-GAP\n#EXTINF:2,");
        assertThat(main.resolveSibling("thumbs/main_small.00003.jpg")).doesNotExist();

        Outcome refused = run(Map.of("MAX_MISSING_THUMBNAILS", "0"), main.toString(), "--interval", "5");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("1 of 3 thumbnails cannot be made, and MAX_MISSING_THUMBNAILS=0 allows 0");
    }

    @Test
    void doesNotCallDeclaredGapsMissing() throws IOException {
        Path main = film();
        Path media = main.resolveSibling("360p.m3u8");
        Files.writeString(
                media, Files.readString(media).replaceFirst("(#EXTINF[^#]*\\n)(#EXTINF)", "$1#EXT-X-GAP\n$2"));

        Outcome outcome = run(Map.of(), main.toString(), "--interval", "5");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .doesNotContain("missing")
                .contains("1 thumbnail lies in gaps that the playlist declares (EXT-X-GAP)");
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        Path main = film();
        run(Map.of(), main.toString());
        Map<String, String> first = files();

        Outcome second = run(Map.of(), main.toString());

        assertThat(second.out()).contains("all playlists were up to date");
        assertThat(files()).isEqualTo(first);
    }

    @Test
    void usesRootKeyAndPathAsGiven() {
        Path main = film();

        Outcome outcome = run(
                Map.of(),
                main.toString(),
                "--root",
                folder.toString(),
                "--media-key",
                "k",
                "--media-path",
                "my film/x");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(folder.resolve("my film/x/thumbs/k_big.00002.jpg")).isRegularFile();
        assertThat(main).content().contains("URI=\"x/thumbs_320x180.m3u8\"");
    }

    @Test
    void worksOnABucketAsOnAFolder() {
        film();
        try (EmbeddedAws aws = EmbeddedAws.start()) {
            aws.s3().createBucket("films");
            ObjectStore store = new AwsClients(aws.environment()).objectStore();
            FolderUpload.upload(folder.resolve("my film"), store, "films", "a film/");

            Outcome outcome = run(aws.environment(), "s3://films/a film/main.m3u8", "--json");

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(Json.readTree(outcome.out(), "stdout").path("media_key").asText())
                    .isEqualTo("a film");
            assertThat(store.list("films", "a film/thumbs"))
                    .extracting(object -> object.location().key())
                    .contains(
                            "a film/thumbs/a film_small.00002.jpg",
                            "a film/thumbs/a film.index.json",
                            "a film/thumbs_640x360.m3u8");
        }
    }

    /** A film of 12 seconds in one MP4 file, of the fragments of our own packager. */
    private Path mp4(String name) throws IOException {
        FilmSpec spec = FilmSpec.single(Duration.ofSeconds(12), 640, 360).withFormat(SegmentFormat.FMP4_SINGLE_FILE);
        Path main = SampleFilms.copy(spec, folder.resolve("made"));
        try (Stream<Path> made = Files.list(main.getParent())) {
            Path media = made.filter(file -> JobEvent.isFile(file.toString()))
                    .findFirst()
                    .orElseThrow();
            return Files.copy(
                    media, Files.createDirectories(folder.resolve("files")).resolve(name));
        }
    }

    @Test
    void makesImagesAndTheirIndexBesideAFilm() throws IOException {
        Path film = mp4("my film.mov");

        Outcome outcome = run(Map.of(), film.toString(), "--interval", "5");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("my film: 12 s of film in ")
                .contains("3 thumbnails each of ")
                .contains(" of " + film + " and decoded 27 frames")
                .endsWith("recorded in " + film.resolveSibling("thumbs/my film.index.json") + "\n");
        Path third = film.resolveSibling("thumbs/my film_big.00003.jpg");
        assertThat(FrameNumber.read(ImageIO.read(third.toFile()))).hasValue(10 * 24);
        try (Stream<Path> beside = Files.list(film.getParent())) {
            assertThat(beside.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("my film.mov", "thumbs");
        }
    }

    @Test
    void printsOfAFilmWhatItPrintsOfAPlaylist() throws IOException {
        Path film = mp4("film.MP4");

        Outcome outcome = run(
                Map.of(),
                film.toString(),
                "--json",
                "--root",
                folder.toString(),
                "--media-path",
                "out",
                "--media-key",
                "k");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode result = Json.readTree(outcome.out(), "stdout");
        assertThat(result.path("source").asText()).isEqualTo(film.toString());
        assertThat(result.path("refused_sources")).isEmpty();
        assertThat(result.path("changed")).isEmpty();
        assertThat(result.path("index").asText())
                .isEqualTo(folder.resolve("out/thumbs/k.index.json").toString());
        assertThat(folder.resolve("out/thumbs/k_small.00002.jpg")).isRegularFile();
    }

    @Test
    void refusesAFileThatIsNoFilmWithOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("film.mp4"), "This is a letter and no film.");

        Outcome outcome = run(Map.of(), text.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains(text + " is no MP4 or MOV file: it starts with ' is '");
    }

    @Test
    void tellsEveryWrongValueAtOnce() {
        Outcome outcome = run(Map.of("THUMBNAIL_QUALITY", "99"), film().toString(), "--interval", "abc");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("THUMBNAIL_INTERVAL=abc is not allowed: use seconds from 0.1 to 3600")
                .contains("THUMBNAIL_QUALITY=99 is not allowed: use a whole number from 2 to 31");
    }

    static Stream<Arguments> unusable() throws IOException {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write("#EXTM3U\n".getBytes(UTF_8));
            gzip.write(new byte[30_000_000]);
        }
        return Stream.of(
                Arguments.of("empty", new byte[0], "", "it is empty"),
                Arguments.of("HTML", "<!DOCTYPE html>".getBytes(UTF_8), "", "starts with '<!DOCTYPE html>'"),
                Arguments.of("binary", noise, "", "not with #EXTM3U"),
                Arguments.of("50 MB", new byte[50_000_000], "", "50000000 bytes large"),
                Arguments.of("gzip bomb", bomb.toByteArray(), "", "unfolds to more than"),
                Arguments.of(
                        "a media playlist of nothing",
                        media("#EXTINF:6,\na.ts\n").getBytes(UTF_8),
                        "",
                        "segment 0 is missing"),
                names("a file URL", "file:///etc/passwd", "only objects of the asset's own bucket"),
                names("an http URL", "http://127.0.0.1:9/v.m3u8", "only objects of the asset's own bucket"),
                names("another bucket", "s3://other/v.m3u8", "in another bucket"),
                names("the folder above", "../secret.m3u8", "leads out of the bucket"),
                names("the folder above, encoded", "%2e%2e/secret.m3u8", "leads out of the bucket"),
                holds("no ENDLIST", "#EXTM3U\n#EXTINF:6,\na.ts\n", "no EXT-X-ENDLIST"),
                holds("no segments", media(""), "has no segments"),
                holds(
                        "DRM",
                        media("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://k\"\n#EXTINF:6,\na.ts\n"),
                        "METHOD=SAMPLE-AES"),
                holds("a file segment", media("#EXTINF:6,\nfile:///etc/passwd\n"), "file:///etc/passwd"),
                holds("an http map", media("#EXT-X-MAP:URI=\"https://x/i\"\n#EXTINF:6,\na\n"), "https://x/i"),
                holds("a missing segment", media("#EXTINF:6,\na.ts\n"), "there is no "));
    }

    private static String media(String segments) {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:6\n" + segments + "#EXT-X-ENDLIST\n";
    }

    private static Arguments names(String what, String uri, String complaint) {
        return Arguments.of(what, (MAIN + uri + "\n").getBytes(UTF_8), "", complaint);
    }

    private static Arguments holds(String what, String mediaPlaylist, String complaint) {
        return Arguments.of(what, (MAIN + "v.m3u8\n").getBytes(UTF_8), mediaPlaylist, complaint);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void refusesWithOneLineAndWritesNothing(String what, byte[] main, String media, String complaint)
            throws IOException {
        Files.write(folder.resolve("main.m3u8"), main);
        if (!media.isEmpty()) {
            Files.writeString(folder.resolve("v.m3u8"), media);
        }
        Map<String, String> before = files();

        Outcome outcome = run(Map.of(), "main.m3u8");

        assertThat(outcome.exitCode()).as(what).isEqualTo(1);
        assertThat(outcome.err().lines()).singleElement().asString().contains(complaint);
        assertThat(outcome.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }
}
