package io.github.rokutrickplay.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Invokes a function: the local server's, or one behind the Lambda API. */
final class InvokeCommand implements Command {

    private static final Option EVENT = Option.of("--event", "FILE", "the event, a JSON file");

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
        return List.of(EVENT, FunctionClient.ENDPOINT, FunctionClient.LOCAL);
    }

    @Override
    public void run(Arguments arguments, Terminal terminal) {
        String function = arguments.argument(0);
        Path file = arguments
                .find(EVENT)
                .map(terminal::path)
                .orElseThrow(() -> new UsageException("--event FILE is missing"));
        FunctionClient client = FunctionClient.of(arguments, terminal);
        FunctionClient.Answer answer = client.invoke(function, readEvent(file));
        terminal.out().println(answer.payload());
        answer.error().ifPresent(error -> {
            throw new CommandFailedException(function + " failed: " + error);
        });
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
}
