package io.github.rokutrickplay.local;

import io.github.rokutrickplay.config.ConfigurationException;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The command line's entry: finds the command, prints help and failures, and sets the exit code. */
public final class Trickplay {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private static final Option HELP = Option.flag("--help", "print this text");

    private final List<Command> commands;

    Trickplay(List<Command> commands) {
        this.commands = List.copyOf(commands);
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
                new RemoveCommand(),
                new InvokeCommand()));
    }

    /** Runs a command line and returns the exit code. */
    public int run(List<String> words, Terminal terminal) {
        String name = words.isEmpty() ? HELP.name() : words.getFirst();
        if (name.equals(HELP.name()) || name.equals("-h") || name.equals("help")) {
            terminal.out().print(overview());
            return words.isEmpty() ? WRONG_USAGE : OK;
        }
        for (Command command : commands) {
            if (command.name().equals(name)) {
                return run(command, words.subList(1, words.size()), terminal);
            }
        }
        String known = commands.stream().map(Command::name).collect(Collectors.joining(", "));
        terminal.err().println("trickplay: there is no command " + name + "; there are " + known);
        return WRONG_USAGE;
    }

    private static int run(Command command, List<String> words, Terminal terminal) {
        if (words.contains(HELP.name()) || words.contains("-h")) {
            terminal.out().print(help(command));
            return OK;
        }
        String prefix = "trickplay " + command.name() + ": ";
        try {
            command.run(Arguments.parse(words, command.options()), terminal);
            return OK;
        } catch (UsageException e) {
            terminal.err().println(prefix + e.getMessage());
            terminal.err().println("See ./trickplay " + command.name() + " --help");
            return WRONG_USAGE;
        } catch (CommandFailedException
                | ConfigurationException
                | PermanentFailure
                | TransientFailure
                | UncheckedIOException e) {
            terminal.err().println(prefix + e.getMessage());
            return FAILED;
        }
    }

    private String overview() {
        StringBuilder text = new StringBuilder("Usage: ./trickplay COMMAND [OPTIONS]\n\nCommands:\n");
        for (Command command : commands) {
            text.append("  ")
                    .append(padded(command.name(), 12))
                    .append(command.summary())
                    .append('\n');
        }
        return text.append("\n./trickplay COMMAND --help tells more.\n").toString();
    }

    private static String help(Command command) {
        StringBuilder text = new StringBuilder("Usage: ./trickplay " + command.name());
        if (!command.arguments().isEmpty()) {
            text.append(' ').append(command.arguments());
        }
        text.append(" [OPTIONS]\n\n").append(command.summary()).append('\n');
        if (!command.details().isBlank()) {
            text.append('\n').append(command.details().strip()).append('\n');
        }
        text.append("\nOptions:\n");
        for (Option option : command.options()) {
            text.append("  ")
                    .append(padded(option.usage(), 24))
                    .append(option.description())
                    .append('\n');
        }
        return text.append("  ")
                .append(padded(HELP.usage(), 24))
                .append(HELP.description())
                .append('\n')
                .toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
