package io.github.rokutrickplay.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Invokes functions where the command line says: at the local server, or through the Lambda API. */
final class FunctionClient {

    static final Option ENDPOINT = Option.of("--endpoint", "URL", "the Lambda API there, such as LocalStack's");
    static final Option LOCAL = Option.ofOptionalValue(
            "--local", "URL", "the server of ./trickplay serve (" + FunctionClient.DEFAULT_SERVER + ")");

    private static final String DEFAULT_SERVER = "http://127.0.0.1:8000";

    /** Lambda's longest invocation. */
    private static final Duration PATIENCE = Duration.ofMinutes(16);

    private final Optional<String> server;
    private final Optional<String> endpoint;
    private final Terminal terminal;

    private FunctionClient(Optional<String> server, Optional<String> endpoint, Terminal terminal) {
        this.server = server;
        this.endpoint = endpoint;
        this.terminal = terminal;
    }

    /**
     * What a function has answered.
     *
     * @param error what has failed, if it has
     */
    record Answer(String payload, Optional<String> error) {}

    /**
     * @throws UsageException if the options exclude each other
     */
    static FunctionClient of(Arguments arguments, Terminal terminal) {
        if (arguments.has(LOCAL) && arguments.has(ENDPOINT)) {
            throw new UsageException("--local and --endpoint exclude each other");
        }
        Map<String, String> environment = terminal.environment();
        Optional<String> endpoint = arguments
                .find(ENDPOINT)
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_LAMBDA")))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")));
        boolean credentials = environment.containsKey("AWS_PROFILE") || environment.containsKey("AWS_ACCESS_KEY_ID");
        boolean local = arguments.has(LOCAL) || (endpoint.isEmpty() && !credentials);
        return new FunctionClient(
                local ? Optional.of(arguments.find(LOCAL).orElse(DEFAULT_SERVER)) : Optional.empty(),
                endpoint,
                terminal);
    }

    /**
     * @throws CommandFailedException if it cannot be invoked
     */
    Answer invoke(String function, byte[] event) {
        if (server.isPresent()) {
            return invokeLocal(server.get(), function, event);
        }
        Optional<LambdaApi.Answer> answer = new LambdaApi(
                        endpoint, Optional.ofNullable(terminal.environment().get("AWS_REGION")), PATIENCE)
                .invoke(function, event);
        if (answer.isEmpty() && endpoint.isPresent()) {
            terminal.err()
                    .println("There is no function " + function + " at " + endpoint.get() + ": asking "
                            + DEFAULT_SERVER);
            return invokeLocal(DEFAULT_SERVER, function, event);
        }
        LambdaApi.Answer answered = answer.orElseThrow(() -> new CommandFailedException(
                "there is no function " + function + " in AWS: name one of this account and AWS_REGION"));
        return new Answer(answered.payload(), answered.error());
    }

    private static Answer invokeLocal(String server, String function, byte[] event) {
        HttpResponse<String> response;
        try (HttpClient client = HttpClient.newHttpClient()) {
            ObjectMapper mapper = new ObjectMapper();
            JsonNode body =
                    mapper.createObjectNode().put("function_name", function).set("event", mapper.readTree(event));
            response = client.send(
                    HttpRequest.newBuilder(URI.create(server))
                            .timeout(PATIENCE)
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new CommandFailedException(
                    "nothing listens at " + server + ": start ./trickplay serve, or name AWS by --endpoint,"
                            + " AWS_PROFILE or AWS_ACCESS_KEY_ID",
                    e);
        } catch (JsonProcessingException e) {
            throw new CommandFailedException("the event is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailedException("cannot ask " + server + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
        return new Answer(
                response.body(),
                response.statusCode() == 200
                        ? Optional.empty()
                        : Optional.of("failed with status " + response.statusCode()));
    }
}
