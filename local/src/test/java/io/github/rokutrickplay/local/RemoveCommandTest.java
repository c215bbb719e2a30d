package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.sample.FilmSpec;
import io.github.rokutrickplay.sample.SampleFilms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoveCommandTest {

    private static final Map<String, String> ALL = Map.of(
            "THUMBNAIL_TILES", "2x2,1x1",
            "MJPEG_ENABLED", "true",
            "BIF_ENABLED", "true",
            "WEBVTT_ENABLED", "true",
            "STORYBOARD_ENABLED", "true",
            "DASH_ENABLED", "true");

    private static final String MPD = """
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT9S">
              <Period>
                <AdaptationSet mimeType="video/mp4"/>
              </Period>
            </MPD>
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void publish() throws IOException {
        SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(9), 640, 360), folder);
        Files.writeString(folder.resolve("play.mpd"), MPD);
    }

    private int run(String... words) {
        out.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8), false, folder, folder, ALL);
        return new Trickplay(List.of(new ProcessCommand(), new RemoveCommand())).run(List.of(words), terminal);
    }

    private Map<String, Integer> files() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), new String(Files.readAllBytes(file), UTF_8).hashCode());
            }
        }
        return files;
    }

    @Test
    void leavesTheFolderAsItWas() throws IOException {
        Map<String, Integer> before = files();
        assertThat(run("process", "main.m3u8", "--media-key", "another", "--interval", "3"))
                .isZero();
        Map<String, Integer> published = files();
        assertThat(Files.readString(folder.resolve("play.mpd"))).contains("thumbs_640x360");

        assertThat(run("remove", "main.m3u8", "--dry-run")).isZero();
        assertThat(out.toString(UTF_8)).contains("would be deleted", "would be made what it was");
        assertThat(files()).isEqualTo(published);

        assertThat(run("remove", "main.m3u8")).isZero();
        assertThat(out.toString(UTF_8)).contains("stay for players until");
        assertThat(files()).hasSameSizeAs(published);

        assertThat(run("remove", "main.m3u8", "--now", "--json")).isZero();
        JsonNode result = Json.readTree(out.toString(UTF_8), "the result");
        assertThat(result.get("deleted")).hasSize(published.size() - before.size());
        assertThat(result.get("edited")).isEmpty();
        assertThat(files()).isEqualTo(before);

        assertThat(run("remove", "main.m3u8")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("nothing of ours is there\n");
    }

    @Test
    void saysWhatIsWrongInOneLine() {
        assertThat(run("remove", "none.m3u8")).isEqualTo(1);
        assertThat(out.toString(UTF_8))
                .isEqualTo("trickplay remove: there is no file " + folder.resolve("none.m3u8") + "\n");
        assertThat(run("remove")).isEqualTo(2);
    }
}
