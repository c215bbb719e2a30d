package io.github.rokutrickplay.cdn;

import io.github.rokutrickplay.failure.PermanentFailure;

/** An invalidation was refused because of one or more of its paths; not said is which. The others would be taken without them. */
public final class RefusedPathsFailure extends PermanentFailure {

    private static final long serialVersionUID = 1L;

    public RefusedPathsFailure(String message) {
        super(message);
    }

    public RefusedPathsFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
