package io.github.rokutrickplay.local;

import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/** What a command is given: options and arguments. */
final class Arguments {

    private final ParseResult parsed;

    Arguments(ParseResult parsed) {
        this.parsed = parsed;
    }

    boolean has(Option option) {
        return parsed.hasMatchedOption(option.name());
    }

    /** The option's value; empty if it was not given, or without one. */
    Optional<String> find(Option option) {
        return has(option)
                ? parsed.matchedOption(option.name()).originalStringValues().stream()
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    /**
     * @param parser throws IllegalArgumentException for a wrong value
     * @param allowed what a right value looks like
     */
    <T> Optional<T> read(Option option, Function<String, T> parser, String allowed) {
        return find(option).map(value -> {
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException e) {
                throw new UsageException(option.name() + " " + value + " is not allowed: use " + allowed);
            }
        });
    }

    /** The argument at a place of {@link Command#arguments}: there, since all of them are required. */
    String argument(int index) {
        return parsed.matchedPositional(index).originalStringValues().getFirst();
    }
}
