package io.github.rokutrickplay.invalidation;

import io.github.rokutrickplay.aws.AwsClients;
import io.github.rokutrickplay.config.InvalidationConfig;
import io.github.rokutrickplay.lambda.SqsBatch;
import io.github.rokutrickplay.message.InvalidationMessage;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.snapshot.Priming;
import java.util.List;
import java.util.Map;

/** One path cleared: a message read, one call. */
final class InvalidatorPriming implements Priming.Work {

    private static final String MESSAGE = """
            {"media_key": "film", "media_path": "film/", "paths_to_invalidate": ["/film/main.m3u8"], "request_id": "1",
            "version": "1"}
            """;

    @Override
    public void run(Map<String, String> environment) {
        try (AwsClients clients = new AwsClients(environment)) {
            InvalidateCache invalidator = new InvalidateCache(clients.cdnCache(), InvalidationConfig.of(environment));
            SqsBatch.prime(() -> invalidator.invalidate(
                    List.of(Publication.of(Json.read(MESSAGE, InvalidationMessage.class, "the message"), "1"))));
        }
    }
}
