package io.github.rokutrickplay.local;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What a shell needs to complete command lines. */
final class CompletionCommand implements Command {

    private final List<Command> others;

    CompletionCommand(List<Command> others) {
        this.others = List.copyOf(others);
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public List<String> arguments() {
        return List.of();
    }

    @Override
    public String summary() {
        return "Print a script that completes commands and options in bash and zsh.";
    }

    @Override
    public String details() {
        return "Use it in this shell with: source <(./trickplay completion)";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        terminal.out().print(AutoComplete.bash("trickplay", new CommandLine(CommandSpecs.root(others))));
    }
}
