package io.github.rokutrickplay.dash;

/** An MPD cannot be used for what was asked. The message says why, as the end of "it cannot be used: ". */
public final class UnusableMpdException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public UnusableMpdException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public UnusableMpdException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
