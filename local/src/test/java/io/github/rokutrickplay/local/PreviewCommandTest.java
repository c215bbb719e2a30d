package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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

final class PreviewCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void film() {
        SampleFilms.copy(FilmSpec.single(Duration.ofSeconds(9), 640, 360), folder);
    }

    private int run(String... words) {
        out.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8), new PrintStream(out, true, UTF_8), false, folder, folder, Map.of());
        return new Trickplay(List.of(new ProcessCommand(), new PreviewCommand())).run(List.of(words), terminal);
    }

    @Test
    void exportsWhatWasPublishedUnderAnotherKey() throws IOException {
        assertThat(run("process", "main.m3u8", "--media-key", "other", "--interval", "5", "--tiles", "2x1"))
                .isZero();
        assertThat(run("preview", "main.m3u8", "--export", "ticket.html")).isZero();
        assertThat(Files.readString(folder.resolve("ticket.html")))
                .contains("<title>Trick play of other</title>", "2, one every 5 s", folder + "/main.m3u8")
                .contains("background-image:url(data:image/jpeg;base64,")
                .doesNotContain("s3://");
        assertThat(out.toString(UTF_8)).startsWith(folder.resolve("ticket.html") + ": ");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run("preview", "nothing.m3u8")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("there is no file");
        assertThat(run("preview", "main.m3u8", "--port", "70000")).isEqualTo(2);
        assertThat(run("preview", "main.m3u8", "--export", "no/such/folder/ticket.html"))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("cannot write");
        assertThat(run("preview")).isEqualTo(2);
    }
}
