package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.logging.LogContext;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.queue.DeadLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that one event asks for, each asset by itself: one that is refused or has to be tried again holds up no other. */
final class EventWork {

    private static final Logger log = LoggerFactory.getLogger(EventWork.class);

    private final GenerateTrickPlay useCase;
    private final DeadLetters deadLetters;

    EventWork(GenerateTrickPlay useCase, DeadLetters deadLetters) {
        this.useCase = useCase;
        this.deadLetters = deadLetters;
    }

    /**
     * What became of an event.
     *
     * @param refused what was recorded in the dead-letter queue
     * @param ignored why there was nothing to do; null if there was
     */
    record Outcome(
            List<GeneratedAsset> assets,
            List<Refused> refused,
            @Nullable String ignored) {}

    record Refused(String what, String reason) {}

    /**
     * @throws TransientFailure if any asset has to be tried again, after all others were done
     * @throws PermanentFailure if something is refused and no dead-letter queue is configured to record it
     */
    Outcome run(String event, String requestId) {
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), null);
        JobEvent job;
        try {
            job = JobEvent.read(Json.readTree(event, "the event"));
        } catch (PermanentFailure failure) {
            refuse(failure, "event", event, outcome);
            return outcome;
        }
        return switch (job) {
            case JobEvent.Ignored ignored -> {
                log.info("event ignored: {}", ignored.reason());
                yield new Outcome(List.of(), List.of(), ignored.reason());
            }
            case JobEvent.Finished finished -> {
                generate(finished.assets(), requestId, event, outcome);
                yield outcome;
            }
        };
    }

    private void generate(List<Asset> assets, String requestId, String event, Outcome outcome) {
        TransientFailure retry = null;
        for (Asset asset : assets) {
            try (LogContext context = LogContext.ofAsset(asset.mediaKey(), asset.jobId())) {
                outcome.assets().add(generate(asset, requestId));
            } catch (PermanentFailure failure) {
                refuse(failure, "asset " + asset.mediaKey(), event, outcome);
            } catch (TransientFailure failure) {
                log.warn("asset {} has to be tried again", asset.mediaKey(), failure);
                retry = failure;
            }
        }
        if (retry != null) {
            throw retry;
        }
    }

    private GeneratedAsset generate(Asset asset, String requestId) {
        long start = System.nanoTime();
        GeneratedAsset made = useCase.generate(asset, requestId, Progress.NONE).asset();
        log.atInfo()
                .addKeyValue("images", made.thumbnails())
                .addKeyValue("bytesRead", made.bytesRead())
                .addKeyValue("imageBytes", made.imageBytes())
                .addKeyValue("framesDecoded", made.framesDecoded())
                .addKeyValue(
                        "millis", Duration.ofNanos(System.nanoTime() - start).toMillis())
                .log("thumbnails written");
        if (!made.missing().isEmpty()) {
            GeneratedAsset.Missing first = made.missing().getFirst();
            log.atWarn()
                    .addKeyValue("missing", made.missing().size())
                    .addKeyValue("marks", made.thumbnails() + made.missing().size())
                    .log("thumbnails are missing; the first, at {} s: {}", first.timeSeconds(), first.reason());
        }
        return made;
    }

    private void refuse(PermanentFailure failure, String what, String event, Outcome outcome) {
        if (!deadLetters.record(failure, what, event)) {
            throw failure;
        }
        outcome.refused().add(new Refused(what, String.valueOf(failure.getMessage())));
    }
}
