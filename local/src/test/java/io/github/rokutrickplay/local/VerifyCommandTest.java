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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void publish() {
        SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(9), 640, 360), folder);
        assertThat(run("process", "main.m3u8", "--interval", "3")).isZero();
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, folder, folder, Map.of());
        return new Trickplay(List.of(new ProcessCommand(), new VerifyCommand())).run(List.of(words), terminal);
    }

    @Test
    void sumsUpWhatItHasLookedAt() {
        assertThat(run("verify", "main.m3u8", "--pictures", "1", "--seed", "7")).isZero();

        assertThat(out.toString(UTF_8))
                .isEqualTo("checked 6 images in 2 sizes, 2 forms, 9 s of film, 1 picture of the film (--seed 7):"
                        + " 0 errors, 0 warnings\n");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void tellsEachFaultInALine() throws IOException {
        Path image = folder.resolve("thumbs").resolve(folder.getFileName() + "_small.00002.jpg");
        image = Files.exists(image) ? image : folder.resolve("thumbs/main_small.00002.jpg");
        Files.writeString(image, "<html>");

        assertThat(run("verify", "main.m3u8")).isEqualTo(1);

        assertThat(out.toString(UTF_8))
                .contains("ERROR thumbs/" + image.getFileName()
                        + ": is HTML, not a JPEG; a viewer sees a broken thumbnail"
                        + " from 3 s to 6 s; publish again: ./trickplay process main.m3u8\n")
                .endsWith(": 1 error, 0 warnings\n");
        assertThat(err.toString(UTF_8)).isEqualTo("trickplay verify: main.m3u8 has an error\n");
    }

    @Test
    void printsOneDocumentIfAsked() throws IOException {
        Files.delete(folder.resolve("thumbs_320x180.m3u8"));

        assertThat(run("verify", "main.m3u8", "--json")).isEqualTo(1);

        JsonNode document = Json.readTree(out.toString(UTF_8), "the result");
        assertThat(document.path("errors").asInt()).isPositive();
        assertThat(document.path("findings").get(0).path("severity").asText()).isEqualTo("ERROR");
        assertThat(document.path("findings").get(0).path("object").asText()).isEqualTo("thumbs_320x180.m3u8");
        assertThat(document.path("film_seconds").asInt()).isEqualTo(9);
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        assertThat(run("verify", "none.m3u8")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("there is no file");
        assertThat(run("verify", "http:///main.m3u8")).isEqualTo(2);
        assertThat(run("verify", "main.m3u8", "--pictures", "x")).isEqualTo(2);
        assertThat(run("verify", "http://127.0.0.1:1/main.m3u8")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("it cannot be read: it could not be fetched");
    }
}
