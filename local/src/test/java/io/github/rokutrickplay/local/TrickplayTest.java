package io.github.rokutrickplay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrickplayTest {

    private static final Option SPEED = Option.of("--speed", "N", "100 % fast");
    private static final Option LOUD = Option.flag("--loud", "say it");
    private static final Option WHERE = Option.ofOptionalValue("--where", "URL", "a place");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            Path.of("/repository"),
            Path.of("/work"),
            Map.of());

    /** Prints what it was given. */
    private static final class Run implements Command {

        @Override
        public String name() {
            return "run";
        }

        @Override
        public List<String> arguments() {
            return List.of("FILE");
        }

        @Override
        public String summary() {
            return "Runs a file.";
        }

        @Override
        public String details() {
            return "";
        }

        @Override
        public List<Option> options() {
            return List.of(SPEED, LOUD, WHERE);
        }

        @Override
        public void run(Arguments arguments, Terminal terminal) {
            String file = arguments.argument(0);
            int speed =
                    arguments.read(SPEED, Integer::parseInt, "a whole number").orElse(1);
            if (file.equals("broken")) {
                throw new CommandFailedException("broken cannot be run: mend it");
            }
            terminal.out()
                    .print(file + " " + speed + " " + arguments.has(LOUD) + " "
                            + arguments.find(WHERE).orElse("nowhere"));
        }
    }

    private int run(String... words) {
        return new Trickplay(List.of(new Run())).run(List.of(words), terminal);
    }

    @Test
    void runsACommandWithItsOptionsInAnyOrder() {
        assertThat(run("run", "--loud", "a.txt", "--speed=3", "--where=here")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("a.txt 3 true here");
    }

    @Test
    void takesNoArgumentForAnOptionalValue() {
        assertThat(run("run", "--where", "a.txt", "--speed", "2")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("a.txt 2 false nowhere");
    }

    /** Words in order are not given to picocli: whatever it would make of them. */
    @Test
    void readsPlainWordsAsPicocliDoes() {
        List<String> vocabulary = List.of(
                "a.txt",
                "@b",
                "3",
                "",
                "-",
                "--",
                "-x",
                "--nope",
                "--loud",
                "--loud=yes",
                "--speed",
                "--speed=3",
                "--speed=",
                "--where",
                "--where=here",
                "--where=");
        List<List<String>> lines = new ArrayList<>(List.of(List.of("run")));
        for (int i = 0; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            for (String word : line.size() < 4 ? vocabulary : List.<String>of()) {
                lines.add(Stream.concat(line.stream(), Stream.of(word)).toList());
            }
        }
        assertThat(lines).hasSizeGreaterThan(4000);
        for (List<String> line : lines) {
            String plain = new Trickplay(List.of(new Run())).run(line, terminal) + out.toString(UTF_8);
            out.reset();
            String parsed = new CommandParser(List.of(new Run()), terminal).run(line) + out.toString(UTF_8);
            out.reset();
            assertThat(plain).as(line.toString()).isEqualTo(parsed);
        }
    }

    @Test
    void tellsWhatFailedInOneLine() {
        assertThat(run("run", "broken")).isEqualTo(1);
        assertThat(err.toString(UTF_8).lines()).containsExactly("trickplay run: broken cannot be run: mend it");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void colorsFailuresForWhoeverWatches() {
        Terminal watched = new Terminal(
                terminal.out(), terminal.err(), true, terminal.repositoryRoot(), terminal.workingFolder(), Map.of());
        Trickplay trickplay = new Trickplay(List.of(new Run()));

        assertThat(trickplay.run(List.of("run", "broken"), watched)).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("\u001b[31m", "broken cannot be run");
        err.reset();
        Terminal plain = new Terminal(
                terminal.out(),
                terminal.err(),
                true,
                terminal.repositoryRoot(),
                terminal.workingFolder(),
                Map.of("NO_COLOR", "1"));
        assertThat(trickplay.run(List.of("run", "broken"), plain)).isEqualTo(1);
        assertThat(err.toString(UTF_8)).doesNotContain("\u001b");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run("rum", "a.txt")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("rum", "Did you mean", "run").contains("See ./trickplay --help");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        assertThat(run("run", "a.txt", "--sped", "3")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--sped", "--speed").contains("See ./trickplay run --help");
    }

    @Test
    void saysWhichValuesAreAllowed() {
        assertThat(run("run", "a", "--speed", "fast")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--speed fast is not allowed: use a whole number");
    }

    @Test
    void refusesMissingAndSurplusWords() {
        assertThat(run("run")).isEqualTo(2);
        assertThat(run("run", "a", "b")).isEqualTo(2);
        assertThat(run("run", "a", "--speed")).isEqualTo(2);
        assertThat(run("run", "a", "--loud=yes")).isEqualTo(2);
        assertThat(run("run", "a", "--speed", "1", "--speed", "2")).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines().filter(line -> line.startsWith("trickplay run:")))
                .satisfiesExactly(
                        missing -> assertThat(missing).contains("FILE"),
                        surplus -> assertThat(surplus).contains("'b'"),
                        valueless -> assertThat(valueless).contains("--speed"),
                        valued -> assertThat(valued).contains("--loud", "yes"),
                        twice -> assertThat(twice).contains("--speed", "only once"));
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void explainsACommand() {
        assertThat(run("run", "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage: ./trickplay run [OPTIONS] FILE", "--speed=N", "100 % fast");
    }

    @Test
    void listsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains("Usage: ./trickplay", "Runs a file.", "completion");
        assertThat(err.toString(UTF_8)).isEqualTo(out.toString(UTF_8));
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("trickplay ");
    }

    @Test
    void completesWhatIsTyped() throws IOException, InterruptedException {
        assertThat(run("completion")).isZero();
        Path script = Files.writeString(folder.resolve("completion"), out.toString(UTF_8));
        String asked = "source " + script
                + "; COMP_WORDS=(./trickplay run --s); COMP_CWORD=2; COMP_LINE='./trickplay run --s';"
                + " _complete_trickplay; echo \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", asked)
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).contains("--speed");
        assertThat(bash.waitFor()).isZero();
    }
}
