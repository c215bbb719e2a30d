package io.github.rokutrickplay.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts who and what is being worked for on every log line of this thread, until it is closed; then what was there before is
 * there again.
 */
public final class LogContext implements AutoCloseable {

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    private LogContext() {}

    /** For one invocation. */
    public static LogContext ofRequest(String requestId) {
        return new LogContext().with("requestId", requestId);
    }

    /** For one asset of an invocation. */
    public static LogContext ofAsset(String mediaKey, @Nullable String jobId) {
        return new LogContext().with("mediaKey", mediaKey).with("jobId", jobId);
    }

    /**
     * For one message of a batch: what it does not say stays as it is.
     *
     * @param requestId the invocation that the message's film began with
     */
    public static LogContext ofMessage(@Nullable String requestId, @Nullable String mediaKey, @Nullable String jobId) {
        return new LogContext()
                .with("requestId", requestId)
                .with("mediaKey", mediaKey)
                .with("jobId", jobId);
    }

    /**
     * The same with the film's address, which tells it apart where media keys do not.
     *
     * @param url its main playlist, or what it has instead
     */
    public LogContext andFilm(@Nullable String url) {
        return with("film", url);
    }

    private LogContext with(String field, @Nullable String value) {
        if (value != null) {
            before.put(field, MDC.get(field));
            MDC.put(field, value);
        }
        return this;
    }

    @Override
    public void close() {
        before.forEach((field, value) -> {
            if (value == null) {
                MDC.remove(field);
            } else {
                MDC.put(field, value);
            }
        });
    }
}
