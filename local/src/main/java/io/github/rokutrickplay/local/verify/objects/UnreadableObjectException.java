package io.github.rokutrickplay.local.verify.objects;

/** An object could not be read, or is not read: the message says why, and completes "it cannot be read: ". */
public final class UnreadableObjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean denied;

    public UnreadableObjectException(String message) {
        super(message);
        denied = false;
    }

    public UnreadableObjectException(String message, Throwable cause) {
        super(message, cause);
        denied = false;
    }

    private UnreadableObjectException(String message, boolean denied) {
        super(message);
        this.denied = denied;
    }

    /** S3 answers so, too, for what is not there, to whoever may not list it. */
    static UnreadableObjectException denied(String message) {
        return new UnreadableObjectException(message, true);
    }

    /** Whether it is not for everybody, or not there. */
    public boolean isDenied() {
        return denied;
    }
}
