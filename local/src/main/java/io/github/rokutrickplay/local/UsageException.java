package io.github.rokutrickplay.local;

/** The command line cannot be understood. The message says what is wrong and what exists. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
