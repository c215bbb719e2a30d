package io.github.rokutrickplay.local.verify.form;

/** Something is not what its form asks for. The message completes "it ...": "is HTML, not a JPEG". */
public final class MalformedFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedFormException(String message) {
        super(message);
    }

    public MalformedFormException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is wrong. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
