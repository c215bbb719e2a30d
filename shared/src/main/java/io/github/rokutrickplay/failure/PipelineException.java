package io.github.rokutrickplay.failure;

import org.jspecify.annotations.Nullable;

/** A failure that has been classified: either trying again can help, or it cannot. The message says what, where and which value. */
public abstract sealed class PipelineException extends RuntimeException permits PermanentFailure, TransientFailure {

    private static final long serialVersionUID = 1L;

    PipelineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
