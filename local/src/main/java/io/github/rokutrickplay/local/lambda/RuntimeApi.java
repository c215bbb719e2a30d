package io.github.rokutrickplay.local.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.local.http.LoopbackServer;
import io.github.rokutrickplay.local.lambda.InvocationResult.FunctionError;
import io.github.rokutrickplay.local.lambda.InvocationResult.Success;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API for one process of one function: the process asks for the next invocation and posts what came of
 * it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda's runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

    private static final Pattern OUTCOME = Pattern.compile("/2018-06-01/runtime/invocation/([^/]+)/(response|error)");
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";
    private static final String RESTORE_NEXT = "/2018-06-01/runtime/restore/next";
    private static final String RESTORE_ERROR = "/2018-06-01/runtime/restore/error";
    private static final int ACCEPTED = 202;

    private record Invocation(String requestId, byte[] event, Instant deadline) {}

    private final String functionArn;
    private final LinkedBlockingQueue<Invocation> pending = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<InvocationResult>> underWay = new ConcurrentHashMap<>();
    private final CompletableFuture<Optional<FunctionError>> initialized = new CompletableFuture<>();
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final LoopbackServer server = new LoopbackServer(LoopbackServer.ANY_PORT, this::answer);

    RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
    }

    /** What AWS_LAMBDA_RUNTIME_API has to be. */
    String hostAndPort() {
        return server.hostAndPort();
    }

    /**
     * Done when the process asks for its first invocation, or to be restored (with SnapStart: then it has run its hooks, and
     * would be made a snapshot of); or with the error that it could not start for.
     */
    CompletableFuture<Optional<FunctionError>> initialized() {
        return initialized;
    }

    /** Hands an event to the process as soon as it asks. */
    CompletableFuture<InvocationResult> offer(String requestId, byte[] event, Instant deadline) {
        CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        underWay.put(requestId, result);
        pending.add(new Invocation(requestId, event, deadline));
        wanted.countDown();
        return result;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher outcome = OUTCOME.matcher(path);
            if (path.equals(NEXT)) {
                next(exchange);
            } else if (outcome.matches()) {
                finish(
                        outcome.group(1),
                        outcome.group(2),
                        exchange.getRequestBody().readAllBytes());
                accept(exchange);
            } else if (path.equals(RESTORE_NEXT)) {
                restore(exchange);
            } else if (path.equals(INIT_ERROR) || path.equals(RESTORE_ERROR)) {
                initialized.complete(Optional.of(
                        FunctionError.parse(exchange.getRequestBody().readAllBytes())));
                accept(exchange);
            } else {
                exchange.getRequestBody().readAllBytes();
                accept(exchange);
            }
        }
    }

    private static void accept(HttpExchange exchange) throws IOException {
        LoopbackServer.answer(
                exchange, ACCEPTED, "application/json", "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
    }

    private void next(HttpExchange exchange) throws IOException {
        initialized.complete(Optional.empty());
        Invocation invocation;
        try {
            invocation = pending.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId);
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadline.toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        LoopbackServer.answer(exchange, 200, "application/json", invocation.event);
    }

    /** A snapshot is restored when there is something to invoke it with. */
    private void restore(HttpExchange exchange) throws IOException {
        initialized.complete(Optional.empty());
        try {
            wanted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
            return;
        }
        LoopbackServer.answer(exchange, 200, "application/json", new byte[0]);
    }

    private void finish(String requestId, String outcome, byte[] payload) {
        CompletableFuture<InvocationResult> result = underWay.remove(requestId);
        if (result != null) {
            result.complete(outcome.equals("response") ? new Success(payload) : FunctionError.parse(payload));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
