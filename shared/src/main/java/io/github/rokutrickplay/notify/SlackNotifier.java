package io.github.rokutrickplay.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts to a Slack incoming webhook. The webhook's URL is a secret: it is never logged. */
public final class SlackNotifier implements Notifier {

    private static final Logger log = LoggerFactory.getLogger(SlackNotifier.class);

    /** A job never waits longer than this for Slack. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<URI> webhook;
    private final boolean successes;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * @param webhook asked for at the first message, since it may have to be read from a secret store
     * @param successes whether successes are posted too; failures always are
     */
    public SlackNotifier(Supplier<URI> webhook, boolean successes) {
        this.webhook = webhook;
        this.successes = successes;
    }

    @Override
    public void failed(String what, String reason) {
        post(":x: " + what + " failed: " + reason);
    }

    @Override
    public void succeeded(String what) {
        if (successes) {
            post(":white_check_mark: " + what);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // an outage of Slack or of the secret store must not fail the job
    private void post(String text) {
        try {
            String body = JsonNodeFactory.instance
                    .objectNode()
                    .put("text", escape(text))
                    .toString();
            HttpRequest request = HttpRequest.newBuilder(webhook.get())
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                log.warn("Slack refused a notification with status {}", response.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            // Not the exception's message: it may hold the webhook's URL.
            log.warn("Slack notification not sent: {}", e.getClass().getSimpleName());
        }
    }

    /** Slack's three control characters, as its "formatting text for app surfaces" page asks. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
