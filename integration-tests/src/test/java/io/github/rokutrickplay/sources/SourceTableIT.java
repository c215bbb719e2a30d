package io.github.rokutrickplay.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries every form of source, and keeps docs/sources.md true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceTableIT {

    private static final List<SourceCase> CASES = Stream.of(
                    ContainerCases.all(),
                    PlaylistCases.all(),
                    IFrameCases.all(),
                    Mp4Cases.all(),
                    CodecCases.all(),
                    DurationCases.all(),
                    TimeCases.all(),
                    TimelineCases.all(),
                    ShapeCases.all(),
                    ColourCases.all(),
                    EncryptionCases.all(),
                    DamageCases.all())
            .flatMap(List::stream)
            .toList();

    private static final Path PAGE = Path.of(System.getProperty("trickplay.home", ".."), "docs", "sources.md")
            .normalize();

    private final SourceTable table = new SourceTable(CASES);
    private Studio studio = new Studio(Path.of("."));

    @BeforeAll
    void openStudio(@TempDir Path shared) {
        Assumptions.assumeTrue(Programs.installed(), "ffmpeg and ffprobe are not installed");
        studio = new Studio(shared);
    }

    /** All; with {@code -Dsources.only=TEXT} those whose names hold the text. */
    static List<SourceCase> cases() {
        String only = System.getProperty("sources.only", "");
        return CASES.stream().filter(tried -> tried.name().contains(only)).toList();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isRead(SourceCase tried, @TempDir Path folder) throws Exception {
        Film film = tried.script().make(studio, folder);
        Published published = Published.process(film);
        table.passed(tried, film.refusal().isPresent() ? refusal(published) : thumbnails(published));
    }

    private static String refusal(Published published) {
        String message = published.film().refusal().orElseThrow();
        assertThat(published.exitCode()).as(published.out()).isEqualTo(1);
        assertThat(published.err().lines()).as("one line that says why").hasSize(1);
        assertThat(published.err()).contains(message);
        return "refused: \"" + message + "\"";
    }

    private static String thumbnails(Published published) throws Exception {
        assertThat(published.exitCode()).as(published.err()).isZero();
        Film film = published.film();
        List<Integer> shown = film.truth().shown(film.interval());
        List<Integer> expected = IntStream.range(0, shown.size())
                .mapToObj(mark -> film.missing().contains(mark) ? Published.GAP : shown.get(mark))
                .toList();
        assertThat(expected).as("numbers that ffmpeg reads").isNotEmpty().doesNotContain(-1);
        assertThat(published.frames("big"))
                .as("frames in big; missing: %s", published.reasons())
                .isEqualTo(expected);
        assertThat(published.frames("small")).as("frames in small").isEqualTo(expected);
        List<String> checked = new ArrayList<>();
        int exact = expected.size() - film.missing().size();
        checked.add(exact + " of " + exact + " exact");
        if (!film.missing().isEmpty()) {
            checked.add(film.missing().size() + " gaps");
        }
        checked.add(size(published));
        requireVerified(published);
        for (Film.Check check : film.checks()) {
            checked.add(check.verify(published));
        }
        return String.join("; ", checked);
    }

    /** {@code -Dsources.pictures=N} has N frames of each film compared as well. */
    private static void requireVerified(Published published) throws IOException {
        JsonNode verified = published.verified("--pictures", System.getProperty("sources.pictures", "0"));
        List<String> faults = new ArrayList<>();
        for (JsonNode finding : verified.path("findings")) {
            if (finding.path("severity").asText().equals("ERROR")) {
                faults.add(finding.toString());
            }
        }
        assertThat(faults).as("what verify finds").isEmpty();
    }

    private static String size(Published published) throws IOException {
        JsonNode big = published.rendition("big");
        String size = big.path("width").asText() + "x" + big.path("height").asText();
        published.film().size().ifPresent(expected -> assertThat(size).isEqualTo(expected));
        return size;
    }

    @AfterAll
    void keepThePageTrue() throws IOException {
        if (!table.complete()) {
            return; // a test run of some cases, or one without the programs
        }
        if (Boolean.getBoolean("sources.write")) {
            Files.writeString(PAGE, table.markdown());
        }
        assertThat(PAGE).as("run ./mvnw verify -Dsources.write=true").hasContent(table.markdown());
    }
}
