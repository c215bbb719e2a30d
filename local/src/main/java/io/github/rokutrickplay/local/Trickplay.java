package io.github.rokutrickplay.local;

import io.github.rokutrickplay.config.ConfigurationException;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry: finds the command, prints help and failures, and sets the exit code. */
public final class Trickplay {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

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
        return new CommandLine(CommandSpecs.root(needed(words)))
                .setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()))
                .setExecutionStrategy(parsed -> execute(parsed, terminal))
                .setParameterExceptionHandler((failure, args) -> misunderstood(failure, terminal))
                .execute(words.toArray(String[]::new));
    }

    /** The command that is named, since to describe all of them takes longer; all where none is. */
    private List<Command> needed(List<String> words) {
        List<Command> named = commands.stream()
                .filter(command -> !words.isEmpty() && command.name().equals(words.getFirst()))
                .toList();
        return named.isEmpty() ? commands : named;
    }

    private int execute(ParseResult parsed, Terminal terminal) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult given = parsed.subcommand();
        if (given == null) {
            parsed.commandSpec().commandLine().usage(terminal.err());
            return WRONG_USAGE;
        }
        CommandLine line = given.commandSpec().commandLine();
        try {
            command(given.commandSpec().name()).run(new Arguments(given), terminal);
            return OK;
        } catch (UsageException e) {
            throw new ParameterException(line, e.getMessage(), e);
        } catch (CommandFailedException
                | ConfigurationException
                | PermanentFailure
                | TransientFailure
                | UncheckedIOException e) {
            complain(line, String.valueOf(e.getMessage()), terminal);
            return FAILED;
        }
    }

    private Command command(String name) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int misunderstood(ParameterException failure, Terminal terminal) {
        CommandLine line = failure.getCommandLine();
        complain(line, String.valueOf(failure.getMessage()), terminal);
        UnmatchedArgumentException.printSuggestions(failure, line.getErr());
        line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help");
        return WRONG_USAGE;
    }

    /** {@code trickplay process: there is no file a.m3u8}. */
    private static void complain(CommandLine line, String message, Terminal terminal) {
        String command = line.getCommandSpec().qualifiedName().replaceFirst("^\\./", "");
        Ansi ansi = terminal.coloured() ? Ansi.ON : Ansi.OFF;
        line.getErr().println(CommandLine.Help.defaultColorScheme(ansi).errorText(command + ": " + message));
    }
}
