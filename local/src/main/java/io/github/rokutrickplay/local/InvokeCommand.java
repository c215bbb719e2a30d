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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invokes a function: the local server's, or one behind the Lambda API. */
final class InvokeCommand implements Command {

    private static final String DEFAULT_SERVER = "http://127.0.0.1:8000";

    /** Lambda's longest invocation. */
    private static final Duration PATIENCE = Duration.ofMinutes(16);

    private static final Option EVENT = Option.of("--event", "FILE", "the event, a JSON file");
    private static final Option ENDPOINT = Option.of("--endpoint", "URL", "the Lambda API there, such as LocalStack's");
    private static final Option LOCAL =
            Option.ofOptionalValue("--local", "URL", "the server of ./trickplay serve (" + DEFAULT_SERVER + ")");

    @Override
    public String name() {
        return "invoke";
    }

    @Override
    public List<String> arguments() {
        return List.of("FUNCTION");
    }

    @Override
    public String summary() {
        return "Invoke a function, deployed or local, and print what it answers.";
    }

    @Override
    public String details() {
        return """
                FUNCTION is trick-play-generator, manifest-updater or cache-invalidator; through the Lambda API it may
                be any function's name or ARN.
                With --local, the server of ./trickplay serve is asked. With --endpoint or AWS_ENDPOINT_URL, the Lambda
                API there; where that has no such function, since an emulator does not run any, the local server, which
                may use that emulator's buckets and queues. With neither, AWS itself where AWS_PROFILE or AWS_ACCESS_KEY_ID is set, else the local
                server. The exit code is 1 when the function fails; its error document is printed all the same.
                """;
    }

    @Override
    public List<Option> options() {
        return List.of(EVENT, ENDPOINT, LOCAL);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        String function = arguments.argument(0);
        Path file = arguments
                .find(EVENT)
                .map(terminal::path)
                .orElseThrow(() -> new UsageException("--event FILE is missing"));
        if (arguments.has(LOCAL) && arguments.has(ENDPOINT)) {
            throw new UsageException("--local and --endpoint exclude each other");
        }
        byte[] event = readEvent(file);
        Map<String, String> environment = terminal.environment();
        Optional<String> endpoint = arguments
                .find(ENDPOINT)
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_LAMBDA")))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")));
        boolean credentials = environment.containsKey("AWS_PROFILE") || environment.containsKey("AWS_ACCESS_KEY_ID");
        if (arguments.has(LOCAL) || (endpoint.isEmpty() && !credentials)) {
            invokeLocal(arguments.find(LOCAL).orElse(DEFAULT_SERVER), function, event, terminal);
        } else {
            invokeLambda(endpoint, function, event, terminal);
        }
    }

    private static byte[] readEvent(Path file) {
        try {
            byte[] event = Files.readAllBytes(file);
            new ObjectMapper().readTree(event);
            return event;
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("there is no file " + file, e);
        } catch (JsonProcessingException e) {
            throw new CommandFailedException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void invokeLocal(String server, String function, byte[] event, Terminal terminal) {
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
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailedException("cannot ask " + server + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
        terminal.out().println(response.body());
        if (response.statusCode() != 200) {
            throw new CommandFailedException(function + " failed with status " + response.statusCode());
        }
    }

    private static void invokeLambda(Optional<String> endpoint, String function, byte[] event, Terminal terminal) {
        Optional<LambdaApi.Answer> answer = new LambdaApi(
                        endpoint, Optional.ofNullable(terminal.environment().get("AWS_REGION")), PATIENCE)
                .invoke(function, event);
        if (answer.isEmpty() && endpoint.isPresent()) {
            terminal.err()
                    .println("There is no function " + function + " at " + endpoint.get() + ": asking "
                            + DEFAULT_SERVER);
            invokeLocal(DEFAULT_SERVER, function, event, terminal);
            return;
        }
        LambdaApi.Answer answered = answer.orElseThrow(() -> new CommandFailedException(
                "there is no function " + function + " in AWS: name one of this account and AWS_REGION"));
        terminal.out().println(answered.payload());
        answered.error().ifPresent(error -> {
            throw new CommandFailedException(function + " failed (" + error + ")");
        });
    }
}
