package io.github.rokutrickplay.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a command is given: options and arguments. */
final class Arguments {

    private final Map<String, String> options;
    private final List<String> positional;

    /**
     * @param options the values by the options' names; empty for one without
     * @param positional as many as the command's arguments
     */
    Arguments(Map<String, String> options, List<String> positional) {
        this.options = Map.copyOf(options);
        this.positional = List.copyOf(positional);
    }

    /**
     * Reads words that are in order: known options, once each and with their values, and all arguments. picocli, which parses all else,
     * takes a third of the time that {@code process} takes for a short film: docs/decisions/0030.
     *
     * @return empty where picocli has to say what they mean, or what is wrong with them
     */
    static Optional<Arguments> ofPlainWords(List<String> words, Command command) {
        Map<String, Option> known = new HashMap<>();
        command.options().forEach(option -> known.put(option.name(), option));
        Map<String, String> options = new HashMap<>();
        List<String> positional = new ArrayList<>();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            if (!word.startsWith("-")) {
                positional.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Option option = known.get(name);
            String value = option == null ? null : value(option, equals < 0 ? null : word.substring(equals + 1), rest);
            if (value == null || options.put(name, value) != null) {
                return Optional.empty();
            }
        }
        return positional.size() == command.arguments().size()
                ? Optional.of(new Arguments(options, positional))
                : Optional.empty();
    }

    /** Null where it is not as it should be. */
    private static @Nullable String value(Option option, @Nullable String attached, Deque<String> rest) {
        if (attached != null) {
            return option.value() == Option.Value.NONE || attached.isEmpty() ? null : attached;
        }
        if (option.value() != Option.Value.REQUIRED) {
            return "";
        }
        String next = rest.pollFirst();
        return next == null || next.isEmpty() || next.startsWith("-") ? null : next;
    }

    boolean has(Option option) {
        return options.containsKey(option.name());
    }

    /** The option's value; empty if it was not given, or without one. */
    Optional<String> find(Option option) {
        return Optional.ofNullable(options.get(option.name())).filter(value -> !value.isEmpty());
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
        return positional.get(index);
    }
}
