package io.github.rokutrickplay.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command runs.
 *
 * @param out for results
 * @param err for progress and failures
 * @param interactive whether somebody watches: a progress line may be rewritten
 * @param repositoryRoot where the modules' build results are
 * @param workingFolder what relative paths of the command line start from
 * @param environment the environment variables
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        boolean interactive,
        Path repositoryRoot,
        Path workingFolder,
        Map<String, String> environment) {

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** A failure's line: in red for somebody who watches, and has not asked for none (https://no-color.org). */
    String failure(String text) {
        boolean coloured =
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return coloured ? "\u001b[31m" + text + "\u001b[0m" : text;
    }

    /** A path of the command line. */
    Path path(String argument) {
        return workingFolder.resolve(argument).normalize();
    }
}
