package io.github.rokutrickplay.local;

import io.github.rokutrickplay.config.ConfigurationException;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command line's entry: finds the command, prints help and failures, and sets the exit code. */
public final class Trickplay {

    static final int WRONG_USAGE = 2;

    private static final int OK = 0;
    private static final int FAILED = 1;

    private final List<Command> commands;

    Trickplay(List<Command> commands) {
        this.commands = Stream.concat(commands.stream(), Stream.of(new CompletionCommand(commands)))
                .toList();
    }

    /**
     * @param args the command and what it is given; the system property {@code trickplay.home} names the repository's root, {@code
     *     trickplay.interactive} says that stderr is a terminal
     */
    public static void main(String[] args) {
        CommandLineLog.use();
        Path workingFolder = Path.of("").toAbsolutePath();
        Terminal terminal = new Terminal(
                System.out,
                System.err,
                Boolean.getBoolean("trickplay.interactive"),
                Path.of(System.getProperty("trickplay.home", "."))
                        .toAbsolutePath()
                        .normalize(),
                workingFolder,
                System.getenv());
        // Servers' threads would keep the process alive after a failure.
        System.exit(new Trickplay().run(List.of(args), terminal));
    }

    /** The command line with all of its commands. */
    public Trickplay() {
        this(List.of(
                new DemoCommand(),
                new ServeCommand(),
                new ProcessCommand(),
                new VerifyCommand(),
                new ExplainCommand(),
                new PreviewCommand(),
                new RemoveCommand(),
                new BackfillCommand(),
                new InvokeCommand()));
    }

    /** Runs a command line and returns the exit code. */
    public int run(List<String> words, Terminal terminal) {
        Optional<Command> named = commands.stream()
                .filter(command -> !words.isEmpty() && command.name().equals(words.getFirst()))
                .findFirst();
        Optional<Arguments> plain =
                named.flatMap(command -> Arguments.ofPlainWords(words.subList(1, words.size()), command));
        return named.isPresent() && plain.isPresent()
                ? run(named.get(), plain.get(), terminal)
                : new CommandParser(named.map(List::of).orElse(commands), terminal).run(words);
    }

    static int run(Command command, Arguments arguments, Terminal terminal) {
        try {
            command.run(arguments, terminal);
            return OK;
        } catch (UsageException e) {
            complain(command.name(), e.getMessage(), terminal);
            terminal.err().println("See ./trickplay " + command.name() + " --help");
            return WRONG_USAGE;
        } catch (CommandFailedException
                | ConfigurationException
                | PermanentFailure
                | TransientFailure
                | UncheckedIOException e) {
            complain(command.name(), e.getMessage(), terminal);
            return FAILED;
        }
    }

    private static void complain(String command, @Nullable String message, Terminal terminal) {
        terminal.err().println(terminal.failure("trickplay " + command + ": " + message));
    }
}
