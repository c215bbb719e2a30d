package io.github.rokutrickplay.failure;

/** Another try may succeed: to be thrown out of the handler, so that Lambda or SQS delivers again. */
public final class TransientFailure extends PipelineException {

    private static final long serialVersionUID = 1L;

    public TransientFailure(String message) {
        super(message, null);
    }

    public TransientFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
