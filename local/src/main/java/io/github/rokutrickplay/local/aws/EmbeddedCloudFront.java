package io.github.rokutrickplay.local.aws;

import com.sun.net.httpserver.HttpExchange;
import io.github.rokutrickplay.local.aws.Faults.Fault;
import io.github.rokutrickplay.local.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of CloudFront as is called: CreateInvalidation and GetInvalidation, on a port of 127.0.0.1. */
public final class EmbeddedCloudFront implements AutoCloseable {

    /**
     * An invalidation that was accepted.
     *
     * @param paths the paths in the order they were sent
     */
    public record Invalidation(String id, String distributionId, List<String> paths, String callerReference) {

        public Invalidation {
            paths = List.copyOf(paths);
        }
    }

    private static final Pattern PATH = Pattern.compile("/[^/]+/distribution/([^/]+)/invalidation(?:/([^/]+))?/?");

    /**
     * A path that CloudFront takes: no character outside ASCII, none that RFC 1738 calls unsafe ({@code ~} is one) but as a
     * percent escape, and {@code *} at the end only.
     */
    private static final Pattern TAKEN =
            Pattern.compile("/(?:[\\x21-\\x7e&&[^\"#%*<>\\[\\\\\\]^`{|}~]]|%[0-9A-Fa-f]{2})*\\*?");

    private static final int MAX_PATH_CHARS = 4000;

    /** How much may be in progress; all of it that is accepted counts as done at once. */
    private static final int MAX_PATHS = 3000;

    private static final int MAX_WILDCARDS = 15;

    private final Faults faults = new Faults();

    /** By distribution and caller reference, in the order of acceptance. Guarded by itself. */
    private final Map<String, Invalidation> accepted = new LinkedHashMap<>();

    private final LoopbackServer server = new LoopbackServer(LoopbackServer.ANY_PORT, this::answer);

    /** Starts to serve. */
    public EmbeddedCloudFront() {}

    public URI endpoint() {
        return server.uri();
    }

    /** What was accepted so far, a repetition counted once. */
    public List<Invalidation> invalidations() {
        synchronized (accepted) {
            return new ArrayList<>(accepted.values());
        }
    }

    public Faults faults() {
        return faults;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestBody().readAllBytes());
            LoopbackServer.answer(exchange, answer.status, "text/xml", answer.xml.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Answer(int status, String xml) {

        static Answer error(int status, String code, String message) {
            return new Answer(status, InvalidationXml.error(code, message));
        }
    }

    private Answer answer(String method, String path, byte[] body) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Answer.error(404, "NoSuchResource", "the embedded CloudFront knows invalidations only");
        }
        String distributionId = matcher.group(1);
        boolean create = method.equals("POST");
        AwsCall call = new AwsCall(create ? "CreateInvalidation" : "GetInvalidation", distributionId);
        Optional<Fault> fault = faults.next(call);
        if (fault.isPresent()) {
            return Answer.error(fault.get().status(), fault.get().code(), "answered by the embedded CloudFront");
        }
        return create ? create(distributionId, body) : get(String.valueOf(matcher.group(2)));
    }

    private Answer create(String distributionId, byte[] body) {
        InvalidationXml.Batch batch = InvalidationXml.parse(body);
        if (!batch.paths().stream().allMatch(EmbeddedCloudFront::takes)) {
            return Answer.error(
                    400, "InvalidArgument", "Your request contains one or more invalid invalidation paths.");
        }
        if (batch.paths().size() > MAX_PATHS
                || batch.paths().stream().filter(path -> path.endsWith("*")).count() > MAX_WILDCARDS) {
            return Answer.error(
                    400,
                    "TooManyInvalidationsInProgress",
                    "Processing your request will cause you to exceed the maximum number of in-progress invalidations.");
        }
        synchronized (accepted) {
            Invalidation invalidation = accepted.computeIfAbsent(
                    distributionId + " " + batch.callerReference(),
                    key -> new Invalidation(
                            "I" + (accepted.size() + 1), distributionId, batch.paths(), batch.callerReference()));
            if (!invalidation.paths().equals(batch.paths())) {
                return Answer.error(
                        400,
                        "InvalidationBatchAlreadyExists",
                        "Your caller reference is already associated with another invalidation batch.");
            }
            return new Answer(201, InvalidationXml.describe(invalidation, "InProgress"));
        }
    }

    private static boolean takes(String path) {
        return path.length() <= MAX_PATH_CHARS && TAKEN.matcher(path).matches();
    }

    private Answer get(String id) {
        return invalidations().stream()
                .filter(invalidation -> invalidation.id().equals(id))
                .findFirst()
                .map(invalidation -> new Answer(200, InvalidationXml.describe(invalidation, "Completed")))
                .orElseGet(() -> Answer.error(404, "NoSuchInvalidation", "The specified invalidation does not exist."));
    }

    @Override
    public void close() {
        server.close();
    }
}
