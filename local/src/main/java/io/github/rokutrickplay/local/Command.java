package io.github.rokutrickplay.local;

import java.util.List;

/** One of the words that {@code ./trickplay} understands. */
interface Command {

    String name();

    /** What the arguments are called, all of them required: {@code MAIN_PLAYLIST}. */
    List<String> arguments();

    /** One line for the list of commands. */
    String summary();

    /** What else there is to know, in full sentences; the help breaks the lines anew. */
    String details();

    /** The options besides {@code --help}. */
    List<Option> options();

    /**
     * Does what the command is for. Returning means success.
     *
     * @throws UsageException if the arguments are wrong
     * @throws CommandFailedException if it cannot be done
     */
    void run(Arguments arguments, Terminal terminal);
}
