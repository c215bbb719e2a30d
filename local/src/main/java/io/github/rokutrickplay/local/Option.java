package io.github.rokutrickplay.local;

/**
 * An option of a command.
 *
 * @param name the name with its hyphens, such as {@code --port}
 * @param value whether a value follows
 * @param placeholder what the value is called in the help; empty for a flag
 * @param description one line for the help
 */
record Option(String name, Value value, String placeholder, String description) {

    /** What follows an option's name. */
    enum Value {
        NONE,
        /** As {@code --name=VALUE} only, since a word behind it may be an argument. */
        OPTIONAL,
        REQUIRED
    }

    static Option flag(String name, String description) {
        return new Option(name, Value.NONE, "", description);
    }

    static Option of(String name, String placeholder, String description) {
        return new Option(name, Value.REQUIRED, placeholder, description);
    }

    static Option ofOptionalValue(String name, String placeholder, String description) {
        return new Option(name, Value.OPTIONAL, placeholder, description);
    }

    /** How the help shows it: {@code --port PORT}. */
    String usage() {
        return switch (value) {
            case NONE -> name;
            case OPTIONAL -> name + "[=" + placeholder + "]";
            case REQUIRED -> name + " " + placeholder;
        };
    }
}
