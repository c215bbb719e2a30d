package io.github.rokutrickplay.logging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts who and what is being worked for on every log line of this thread, until it is closed. */
public final class LogContext implements AutoCloseable {

    private final List<MDC.MDCCloseable> fields = new ArrayList<>();

    private LogContext() {}

    /** For one invocation. */
    public static LogContext ofRequest(String requestId) {
        return new LogContext().with("requestId", requestId);
    }

    /** For one asset of an invocation. */
    public static LogContext ofAsset(String mediaKey, @Nullable String jobId) {
        LogContext context = new LogContext().with("mediaKey", mediaKey);
        return jobId == null ? context : context.with("jobId", jobId);
    }

    private LogContext with(String field, String value) {
        fields.add(MDC.putCloseable(field, value));
        return this;
    }

    @Override
    public void close() {
        fields.forEach(MDC.MDCCloseable::close);
    }
}
