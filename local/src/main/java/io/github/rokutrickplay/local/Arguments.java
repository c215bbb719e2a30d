package io.github.rokutrickplay.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words behind a command's name: options ({@code --name value} or {@code --name=value}) and arguments. */
final class Arguments {

    private final Map<String, String> options = new HashMap<>();
    private final List<String> positional = new ArrayList<>();

    private Arguments() {}

    /**
     * @throws UsageException if an option is not one of the given, lacks its value or has one too many
     */
    static Arguments parse(List<String> words, List<Option> known) {
        Arguments arguments = new Arguments();
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            if (word.equals("--")) {
                arguments.positional.addAll(rest);
                break;
            } else if (word.startsWith("-") && word.length() > 1) {
                arguments.addOption(word, rest, known);
            } else {
                arguments.positional.add(word);
            }
        }
        return arguments;
    }

    private void addOption(String word, Deque<String> rest, List<Option> known) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = known.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no option " + name + "; there are "
                        + known.stream().map(Option::usage).collect(Collectors.joining(", "))));
        Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
        switch (option.value()) {
            case NONE -> {
                attached.ifPresent(value -> {
                    throw new UsageException(name + " takes no value, but was given " + value);
                });
                options.put(name, "");
            }
            case OPTIONAL -> options.put(name, attached.orElse(""));
            case REQUIRED ->
                options.put(
                        name,
                        attached.or(() -> Optional.ofNullable(rest.pollFirst()))
                                .orElseThrow(() -> new UsageException(name + " needs a value: " + option.usage())));
        }
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

    /**
     * The arguments that are not options.
     *
     * @param names what they are called in the help, all of them required
     * @throws UsageException if there are more or fewer
     */
    List<String> positional(String... names) {
        if (positional.size() > names.length) {
            throw new UsageException("there is an argument too many: " + positional.get(names.length));
        }
        if (positional.size() < names.length) {
            throw new UsageException(names[positional.size()] + " is missing");
        }
        return List.copyOf(positional);
    }
}
