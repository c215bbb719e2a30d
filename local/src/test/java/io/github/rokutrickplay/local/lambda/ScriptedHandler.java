package io.github.rokutrickplay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function that does what its event says. It has no library at hand but Lambda's. */
public final class ScriptedHandler implements RequestStreamHandler {

    private static final Pattern POISONED = Pattern.compile("\"messageId\":\"([^\"]+)\"[^{}]*\"body\":\"poison");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), UTF_8);
        System.out.println("got " + event);
        output.write(answer(event, context).getBytes(UTF_8));
    }

    private static String answer(String event, Context context) {
        if (event.contains("Records")) {
            return failPoisoned(event);
        }
        return switch (event) {
            case "\"throw\"" -> throw new IllegalStateException("told to throw");
            case "\"halt\"" -> halt();
            case "\"sleep\"" -> sleep();
            case "\"pid\"" -> String.valueOf(ProcessHandle.current().pid());
            case "\"environment\"" -> new TreeMap<>(System.getenv()).toString();
            case "\"context\"" ->
                context.getFunctionName() + " " + context.getMemoryLimitInMB() + " "
                        + (context.getRemainingTimeInMillis() > 0);
            default -> event;
        };
    }

    private static String failPoisoned(String event) {
        if (event.contains("\"body\":\"throw")) {
            throw new IllegalStateException("told to throw");
        }
        StringJoiner failures = new StringJoiner(",", "{\"batchItemFailures\":[", "]}");
        Matcher matcher = POISONED.matcher(event);
        while (matcher.find()) {
            failures.add("{\"itemIdentifier\":\"" + matcher.group(1) + "\"}");
        }
        return failures.toString();
    }

    private static String halt() {
        Runtime.getRuntime().halt(3);
        return "";
    }

    private static String sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "\"slept\"";
    }
}
