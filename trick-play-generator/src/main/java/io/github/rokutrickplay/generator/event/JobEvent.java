package io.github.rokutrickplay.generator.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an event asks for. */
public sealed interface JobEvent {

    /**
     * A finished job's films.
     *
     * @param onlyIfChanged whether what an earlier run has made, from the same source and with the same settings, is to be left as it is
     * @param invalidationDeferred whether whoever has sent the event clears the caches
     */
    record Finished(List<Asset> assets, boolean onlyIfChanged, boolean invalidationDeferred) implements JobEvent {
        public Finished {
            assets = List.copyOf(assets);
        }
    }

    /** Films whose trick play is to be taken out again. */
    record Removal(List<Asset> assets) implements JobEvent {
        public Removal {
            assets = List.copyOf(assets);
        }
    }

    /** Nothing to do here, and no error either. */
    record Ignored(String reason) implements JobEvent {}

    /** The type of an event that takes a film's trick play out again. */
    String REMOVE = "TRICK_PLAY_REMOVE";

    /**
     * Reads both shapes: "MediaConvert Job State Change" as EventBridge delivers it, and the documented {@code
     * JOB_COMPLETE} event, in which the main playlist, or an MP4 or MOV file, stands
     * among the output files; and {@link #REMOVE} in the shape of that.
     *
     * @param dash whether a job that has written nothing but DASH is of interest
     * @throws PermanentFailure if it is neither, or names something that is no S3 location
     */
    static JobEvent read(JsonNode event, boolean dash) {
        JsonNode detail = event.path("detail");
        if (!detail.isObject()) {
            throw new PermanentFailure("the event has no detail object: it is no MediaConvert event");
        }
        Optional<String> status = text(detail, "status");
        if (status.isPresent() && !status.get().equals("COMPLETE")) {
            return new Ignored("the job's status is " + status.get());
        }
        Optional<String> eventType = text(detail, "eventType");
        boolean removal = status.isEmpty() && eventType.filter(REMOVE::equals).isPresent();
        if (status.isEmpty()
                && !removal
                && eventType.isPresent()
                && !eventType.get().equals("JOB_COMPLETE")) {
            return new Ignored("the event's type is " + eventType.get());
        }
        JobOutputs outputs = JobOutputs.read(detail);
        if (removal && !(outputs.isEmpty() && outputs.mpds().isEmpty())) {
            return new Removal(assets(event, outputs));
        }
        if (!outputs.isEmpty() || (dash && outputs.isDashOnly())) {
            return new Finished(
                    assets(event, outputs),
                    detail.path("onlyIfChanged").asBoolean(),
                    detail.path("invalidation").asText().equals("deferred"));
        }
        return new Ignored(
                outputs.isDashOnly()
                        ? "the job has written DASH only, and DASH_ENABLED is false"
                        : "the job has written neither HLS nor an MP4 or MOV file");
    }

    /** Main playlists that would get the same keys are one film's. Files are films of their own where there is no HLS, else MPDs. */
    private static List<Asset> assets(JsonNode event, JobOutputs outputs) {
        JsonNode detail = event.path("detail");
        boolean hls = !outputs.mainPlaylists().isEmpty();
        Map<Identity, List<S3Location>> films = new LinkedHashMap<>();
        for (S3Location location : outputs.films()) {
            films.computeIfAbsent(identity(detail, location, outputs), identity -> new ArrayList<>())
                    .add(location);
        }
        String jobId = text(detail, "jobId").orElse(null);
        Instant time = time(event).orElse(null);
        return films.entrySet().stream()
                .map(film -> new Asset(
                        film.getKey().mediaKey(),
                        film.getKey().mediaPath(),
                        hls ? film.getValue() : List.of(),
                        outputs.isDashOnly() ? film.getValue() : outputs.mpdsOf(film.getValue(), films.values()),
                        outputs.othersFor(film.getValue()),
                        jobId,
                        time))
                .toList();
    }

    /** What tells one film from another. */
    record Identity(String bucket, String mediaKey, String mediaPath) {}

    private static Identity identity(JsonNode detail, S3Location location, JobOutputs outputs) {
        String key = named(detail, "mediaKey").orElseGet(() -> defaultMediaKey(outputs.representative(location)));
        String path = named(detail, "mediaKeyId").orElseGet(location::folder);
        return new Identity(location.bucket(), key, path);
    }

    /**
     * Of a main playlist, the name of its folder; at the bucket's root, and of a file, its own without the suffix: a folder of
     * files may hold any number of films.
     */
    static String defaultMediaKey(S3Location location) {
        String folder = location.folder();
        if (folder.length() > 1 && !isFile(location.key())) {
            return folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1, folder.length() - 1);
        }
        String name = location.fileName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Whether a name is that of an MP4 or QuickTime file. */
    static boolean isFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".mp4") || lower.endsWith(".mov") || lower.endsWith(".m4v");
    }

    /** Whether a name is that of a DASH manifest. */
    static boolean isMpd(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".mpd");
    }

    private static Optional<Instant> time(JsonNode event) {
        try {
            return text(event, "time").map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> named(JsonNode detail, String field) {
        return text(detail, field).or(() -> text(detail.path("userMetadata"), field));
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.textValue().isEmpty() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
