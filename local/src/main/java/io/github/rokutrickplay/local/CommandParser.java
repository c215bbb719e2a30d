package io.github.rokutrickplay.local;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses command lines by picocli: prints help, and suggests what was meant. */
final class CommandParser {

    private final List<Command> commands;
    private final Terminal terminal;

    /**
     * @param commands the one that is named, since to describe all of them takes longer; all where none is
     */
    CommandParser(List<Command> commands, Terminal terminal) {
        this.commands = List.copyOf(commands);
        this.terminal = terminal;
    }

    /** Runs what is parsed, and returns the exit code. */
    int run(List<String> words) {
        return new CommandLine(CommandSpecs.root(commands))
                // A film's name may begin with an @.
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()))
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler((failure, args) -> misunderstood(failure))
                .execute(words.toArray(String[]::new));
    }

    private int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult given = parsed.subcommand();
        if (given == null) {
            parsed.commandSpec().commandLine().usage(terminal.err());
            return Trickplay.WRONG_USAGE;
        }
        String name = given.commandSpec().name();
        Command named = commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Trickplay.run(named, CommandSpecs.arguments(given), terminal);
    }

    private int misunderstood(ParameterException failure) {
        CommandLine line = failure.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        line.getErr().println(terminal.failure(name.replaceFirst("^\\./", "") + ": " + failure.getMessage()));
        UnmatchedArgumentException.printSuggestions(failure, line.getErr());
        line.getErr().println("See " + name + " --help");
        return Trickplay.WRONG_USAGE;
    }
}
