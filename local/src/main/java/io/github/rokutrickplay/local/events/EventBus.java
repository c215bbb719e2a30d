package io.github.rokutrickplay.local.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/** An event bus with one rule and one target. The rule is matched by the library that EventBridge itself is made of. */
public final class EventBus {

    /** The rule that Terraform deploys: packed into this jar from its folder. */
    private static final String PATTERN_RESOURCE = "/event-pattern.json";

    private static final String RULE = "job-complete";

    private final Machine machine = Machine.builder().build();
    private final Consumer<String> target;

    /**
     * @param pattern an EventBridge event pattern
     * @param target gets each event that matches
     * @throws IllegalArgumentException if the pattern is not one
     */
    public EventBus(String pattern, Consumer<String> target) {
        this.target = target;
        try {
            machine.addRule(RULE, pattern);
        } catch (IOException e) {
            throw new IllegalArgumentException("not an event pattern: " + e.getMessage(), e);
        }
    }

    /** The rule of this project. */
    public static EventBus ofProject(Consumer<String> target) {
        return new EventBus(projectPattern(), target);
    }

    private static String projectPattern() {
        try (@Nullable InputStream in = EventBus.class.getResourceAsStream(PATTERN_RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(PATTERN_RESOURCE + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PATTERN_RESOURCE, e);
        }
    }

    /**
     * Puts an event on the bus.
     *
     * @param event JSON, the whole envelope
     * @return whether it matched the rule, and so was handed on
     * @throws IllegalArgumentException if it is not JSON
     */
    public boolean put(String event) {
        if (!matches(event)) {
            return false;
        }
        target.accept(event);
        return true;
    }

    private boolean matches(String event) {
        try {
            return !machine.rulesForJSONEvent(event).isEmpty();
        } catch (IOException e) {
            throw new IllegalArgumentException("an event that is not JSON: " + e.getMessage(), e);
        } catch (Exception e) { // what the library declares
            throw new IllegalStateException("the event could not be matched: " + e.getMessage(), e);
        }
    }
}
