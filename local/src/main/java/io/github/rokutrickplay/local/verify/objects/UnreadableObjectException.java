package io.github.rokutrickplay.local.verify.objects;

/** An object could not be read, or is not read: the message says why, and completes "it cannot be read: ". */
public final class UnreadableObjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableObjectException(String message) {
        super(message);
    }

    public UnreadableObjectException(String message, Throwable cause) {
        super(message, cause);
    }
}
