package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.failure.TransientFailure;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.JobEvent;
import io.github.rokutrickplay.logging.LogContext;
import io.github.rokutrickplay.message.Json;
import io.github.rokutrickplay.metrics.Metric;
import io.github.rokutrickplay.metrics.Metrics;
import io.github.rokutrickplay.queue.DeadLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that one event asks for, each asset by itself: one that is refused or has to be tried again holds up no other. */
final class EventWork {

    private static final Logger log = LoggerFactory.getLogger(EventWork.class);

    private final GenerateTrickPlay useCase;
    private final DeadLetters deadLetters;
    private final Metrics metrics;

    EventWork(GenerateTrickPlay useCase, DeadLetters deadLetters, Metrics metrics) {
        this.useCase = useCase;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /**
     * What became of an event.
     *
     * @param upToDate the media keys of the films that an earlier run has made as they would be made now; of one that was not published
     *     that is being done
     * @param removing the media keys of the films whose trick play is being taken out
     * @param refused what was recorded in the dead-letter queue
     * @param ignored why there was nothing to do; null if there was
     */
    record Outcome(
            List<GeneratedAsset> assets,
            List<String> upToDate,
            List<String> removing,
            List<Refused> refused,
            @Nullable String ignored) {}

    private record Invocation(Origin origin, String event, InvocationDeadline deadline) {}

    record Refused(String what, String reason) {}

    /**
     * @throws TransientFailure if any asset has to be tried again, after all others were done
     * @throws PermanentFailure if something is refused and no dead-letter queue is configured to record it
     */
    Outcome run(String event, String requestId) {
        return run(event, requestId, InvocationDeadline.NONE);
    }

    /** As the other, and what would go on beyond the deadline is refused. */
    Outcome run(String event, String requestId, InvocationDeadline deadline) {
        metrics.put(Map.of(Metric.EVENTS_RECEIVED, 1L));
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), null);
        JobEvent job;
        try {
            job = JobEvent.read(Json.readTree(event, "the event"), useCase.publishesDash());
        } catch (PermanentFailure failure) {
            refuse(failure, "event", event, outcome);
            return outcome;
        }
        return switch (job) {
            case JobEvent.Ignored ignored -> {
                log.info("event ignored: {}", ignored.reason());
                yield new Outcome(List.of(), List.of(), List.of(), List.of(), ignored.reason());
            }
            case JobEvent.Removal removal -> {
                remove(removal.assets(), requestId, event, outcome);
                yield outcome;
            }
            case JobEvent.Finished finished -> {
                generate(
                        finished,
                        new Invocation(new Origin(requestId, finished.invalidationDeferred()), event, deadline),
                        outcome);
                yield outcome;
            }
        };
    }

    private void remove(List<Asset> assets, String requestId, String event, Outcome outcome) {
        for (Asset asset : assets) {
            try (LogContext context = context(asset)) {
                useCase.remove(asset, requestId);
                log.info("removal sent to the manifest queue");
                outcome.removing().add(asset.mediaKey());
            } catch (PermanentFailure failure) {
                refuse(failure, "removal of " + asset.mediaKey(), event, outcome);
            }
        }
    }

    private void generate(JobEvent.Finished finished, Invocation invocation, Outcome outcome) {
        TransientFailure retry = null;
        for (Asset asset : finished.assets()) {
            try (LogContext context = context(asset)) {
                putDue(asset, 1, 0, 0);
                if (!finished.onlyIfChanged() || !isMade(asset, invocation.origin, outcome)) {
                    outcome.assets().add(generate(asset, invocation));
                }
            } catch (PermanentFailure failure) {
                refuse(failure, "asset " + asset.mediaKey(), invocation.event, outcome);
                putDue(asset, 0, 1, 1);
            } catch (TransientFailure failure) {
                log.warn("asset {} has to be tried again", asset.mediaKey(), failure);
                retry = failure;
            }
        }
        if (retry != null) {
            throw retry;
        }
    }

    private static LogContext context(Asset asset) {
        return LogContext.ofAsset(asset.mediaKey(), asset.jobId())
                .andFilm(asset.film().toString());
    }

    private boolean isMade(Asset asset, Origin origin, Outcome outcome) {
        Optional<GenerateTrickPlay.Found> found = useCase.findMade(asset, origin);
        found.ifPresent(made -> {
            int publications = made.messages().size();
            log.atInfo().addKeyValue("publications", publications).log("up to date");
            putDue(asset, 0, Math.max(1, publications), publications == 0 ? 1 : 0);
            outcome.upToDate().add(asset.mediaKey());
        });
        return found.isPresent();
    }

    private GeneratedAsset generate(Asset asset, Invocation invocation) {
        // The last that is heard of a film that takes too long, or too much memory.
        log.info("film begins");
        long start = System.nanoTime();
        GenerateTrickPlay.Generated generated = inTime(asset, invocation);
        GeneratedAsset made = generated.asset();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        made.refusedSources().forEach(refused -> log.warn("{} cannot be used: {}", refused.url(), refused.reason()));
        log.atInfo()
                .addKeyValue("source", made.source())
                .addKeyValue("images", made.thumbnails())
                .addKeyValue("bytesRead", made.bytesRead())
                .addKeyValue("imageBytes", made.imageBytes())
                .addKeyValue("framesDecoded", made.framesDecoded())
                .addKeyValue("millis", millis)
                .log("thumbnails written");
        int publications = generated.messages().size();
        // Where nothing is published, what is due is over here.
        putDue(asset, 0, Math.max(1, publications), publications == 0 ? 1 : 0);
        warnOfMissing(made);
        metrics.put(Map.of(
                Metric.ASSETS_GENERATED,
                1L,
                Metric.THUMBNAILS_WRITTEN,
                (long) made.thumbnails() * Set.copyOf(made.sizes().values()).size(),
                Metric.SEGMENT_BYTES_READ,
                made.bytesRead(),
                Metric.THUMBNAIL_BYTES_WRITTEN,
                made.imageBytes(),
                Metric.GENERATE_DURATION,
                millis));
        return made;
    }

    /** Nobody's second try takes less time than the first, unless the first began late, behind another film. */
    private GenerateTrickPlay.Generated inTime(Asset asset, Invocation invocation) {
        boolean early = invocation.deadline.isFarAway();
        AtomicReference<String> written = new AtomicReference<>("none");
        try {
            return useCase.generate(
                    asset, invocation.origin, (done, total) -> written.set(done + " of " + total), invocation.deadline);
        } catch (TransientFailure failure) {
            if (!early || !invocation.deadline.hasPassed()) {
                throw failure;
            }
            throw new PermanentFailure(
                    "it takes longer than the function's timeout: " + written.get() + " images were written. Give"
                            + " trick-play-generator more memory, which is more CPU, or set a longer"
                            + " THUMBNAIL_INTERVAL, or THUMBNAIL_FRAME=keyframe; or run ./trickplay process, which"
                            + " has no timeout",
                    failure);
        }
    }

    private static void warnOfMissing(GeneratedAsset made) {
        List<GeneratedAsset.Missing> lost = GeneratedAsset.lost(made.missing());
        if (!lost.isEmpty()) {
            GeneratedAsset.Missing first = lost.getFirst();
            log.atWarn()
                    .addKeyValue("missing", lost.size())
                    .addKeyValue("marks", made.thumbnails() + made.missing().size())
                    .log("thumbnails are missing; the first, at {} s: {}", first.timeSeconds(), first.reason());
        }
    }

    /** All three each time, so that none is missing where they are compared: see the alarm for what is overdue. */
    private void putDue(Asset asset, long assets, long publications, long ended) {
        if (asset.eventTime() != null) {
            metrics.putDue(
                    Map.of(
                            Metric.ASSETS_DUE, assets,
                            Metric.PUBLICATIONS_DUE, publications,
                            Metric.PUBLICATIONS_ENDED, ended),
                    asset.eventTime());
        }
    }

    private void refuse(PermanentFailure failure, String what, String event, Outcome outcome) {
        if (!deadLetters.record(failure, what, event)) {
            throw failure;
        }
        metrics.put(Map.of(Metric.REFUSED, 1L));
        outcome.refused().add(new Refused(what, String.valueOf(failure.getMessage())));
    }
}
