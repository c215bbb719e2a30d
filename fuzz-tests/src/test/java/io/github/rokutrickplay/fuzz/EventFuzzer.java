package io.github.rokutrickplay.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.Json;
import java.util.List;

/** Events, as EventBridge delivers them. */
public final class EventFuzzer {

    private EventFuzzer() {}

    static List<byte[]> seeds() {
        return Samples.EVENTS.stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String event = new String(input, UTF_8);
        Allowed.refusal(() -> {
            if (JobEvent.read(Json.readTree(event, "the event"), false) instanceof JobEvent.Finished finished) {
                finished.assets().forEach(asset -> AssetNames.of(asset.mediaKey(), asset.mediaPath(), "thumbs"));
            }
        });
    }
}
