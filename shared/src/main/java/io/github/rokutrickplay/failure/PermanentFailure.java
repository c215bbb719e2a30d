package io.github.rokutrickplay.failure;

/** The same input will fail again: to be recorded where an operator finds it, and not retried. */
public non-sealed class PermanentFailure extends PipelineException {

    private static final long serialVersionUID = 1L;

    public PermanentFailure(String message) {
        super(message, null);
    }

    public PermanentFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
