package io.github.rokutrickplay.players;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A tab of a browser. */
final class Tab implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LOADING_MS = 30_000;
    private static final long STEP_MS = 20;

    private final DevTools tools;
    private final String target;
    private final String session;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<URI> requests = new CopyOnWriteArrayList<>();

    Tab(DevTools tools, String target, String session) {
        this.tools = tools;
        this.target = target;
        this.session = session;
        tools.listen(session, this::hear);
        command("Runtime.enable", Map.of());
        command("Log.enable", Map.of());
        command("Network.enable", Map.of());
    }

    private void hear(JsonNode event) {
        JsonNode parameters = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" -> errors.add(text(parameters.path("exceptionDetails")));
            case "Runtime.consoleAPICalled" -> complain(parameters.path("type"), parameters.path("args"));
            case "Log.entryAdded" -> complain(parameters.path("entry").path("level"), parameters.path("entry"));
            case "Network.requestWillBeSent" ->
                request(parameters.path("request").path("url").asText());
            default -> {
                // Of no interest here.
            }
        }
    }

    /** What is in the page already asks nobody, and may hold what no URI does. */
    private void request(String url) {
        if (!url.startsWith("data:") && !url.startsWith("blob:")) {
            requests.add(URI.create(url));
        }
    }

    private void complain(JsonNode level, JsonNode what) {
        if (level.asText().equals("error") || level.asText().equals("warning")) {
            complaints.add(what.toString());
        }
    }

    private static String text(JsonNode exception) {
        String description = exception.path("exception").path("description").asText();
        return description.isEmpty()
                ? exception.path("text").asText() + " "
                        + exception.path("exception").path("value")
                : description;
    }

    private JsonNode command(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    void go(URI address) {
        JsonNode gone = command("Page.navigate", Map.of("url", address.toString()));
        if (gone.has("errorText")) {
            throw new IllegalStateException(address + ": " + gone.get("errorText"));
        }
        long end = System.nanoTime() + LOADING_MS * 1_000_000;
        while (!evaluate("location.href !== 'about:blank' && document.readyState === 'complete'")
                .asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(address + " does not load");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Calls a function, by its name or as it is written, waits for what it promises, and returns that. */
    JsonNode call(String function, Object... arguments) {
        return evaluate(
                "(" + function + ")" + Stream.of(arguments).map(Tab::json).collect(Collectors.joining(",", "(", ")")));
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonNode evaluate(String script) {
        JsonNode answer =
                command("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + text(answer.get("exceptionDetails")));
        }
        return answer.path("result").path("value");
    }

    /** Moves the mouse there, in pixels of the page. */
    void moveMouse(double x, double y) {
        command("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    }

    /** Presses the mouse's button there, and lets it go. */
    void click(double x, double y) {
        for (String type : List.of("mousePressed", "mouseReleased")) {
            command(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", 1));
        }
    }

    /** Presses a key that is known by its name alone, such as {@code ArrowLeft}. */
    void press(String key) {
        command("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key));
        command("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
    }

    /** Shows the page as to somebody who likes it so. */
    void prefer(String feature, String value) {
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Shows the page as on a screen of this size. */
    void resize(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Waits until a question has an answer, and returns it. */
    JsonNode await(String question, Object... arguments) {
        long end = System.nanoTime() + LOADING_MS * 1_000_000;
        while (true) {
            JsonNode answer = call(question, arguments);
            if (!answer.isNull() && !answer.isMissingNode() && (!answer.isBoolean() || answer.asBoolean())) {
                return answer;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("in vain: " + question + " " + List.of(arguments) + complaints);
            }
            pause();
        }
    }

    /** What the tab shows. */
    BufferedImage screenshot() {
        return Picture.decode(command("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText());
    }

    /**
     * What the tab shows of a part of the page.
     *
     * @param box with its {@code x}, {@code y}, {@code width} and {@code height} in pixels
     */
    BufferedImage screenshot(JsonNode box) {
        Map<String, Object> clip = Map.of(
                "x", box.path("x").asDouble(),
                "y", box.path("y").asDouble(),
                "width", box.path("width").asDouble(),
                "height", box.path("height").asDouble(),
                "scale", 1);
        return Picture.decode(command("Page.captureScreenshot", Map.of("format", "png", "clip", clip))
                .path("data")
                .asText());
    }

    /** Exceptions of the page that nobody caught. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** What the browser's console shows as an error or a warning. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** All that the page has asked for, wherever. */
    List<URI> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        tools.forget(session);
        tools.call(null, "Target.closeTarget", Map.of("targetId", target));
    }
}
