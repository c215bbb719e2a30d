package io.github.rokutrickplay.manifest.dash;

/** An MPD cannot get our images. The message says why, as the end of "the MPD is left alone: ". */
final class UnusableMpdException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    UnusableMpdException(String reason) {
        super(reason);
        this.reason = reason;
    }

    UnusableMpdException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
