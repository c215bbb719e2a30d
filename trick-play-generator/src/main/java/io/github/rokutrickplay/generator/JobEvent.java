package io.github.rokutrickplay.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What an event asks for. */
public sealed interface JobEvent {

    /** A finished job's HLS. */
    record Finished(List<Asset> assets) implements JobEvent {
        public Finished {
            assets = List.copyOf(assets);
        }
    }

    /** Nothing to do here, and no error either. */
    record Ignored(String reason) implements JobEvent {}

    /**
     * Reads both shapes: "MediaConvert Job State Change" as EventBridge delivers it, and the documented {@code
     * JOB_COMPLETE} event, in which the main playlist stands among the output files.
     *
     * @throws PermanentFailure if it is neither, or names something that is no S3 location
     */
    static JobEvent read(JsonNode event) {
        JsonNode detail = event.path("detail");
        if (!detail.isObject()) {
            throw new PermanentFailure("the event has no detail object: it is no MediaConvert event");
        }
        Optional<String> status = text(detail, "status");
        if (status.isPresent() && !status.get().equals("COMPLETE")) {
            return new Ignored("the job's status is " + status.get());
        }
        Optional<String> eventType = text(detail, "eventType");
        if (status.isEmpty() && eventType.isPresent() && !eventType.get().equals("JOB_COMPLETE")) {
            return new Ignored("the event's type is " + eventType.get());
        }
        Set<S3Location> mainPlaylists = mainPlaylists(detail);
        return mainPlaylists.isEmpty()
                ? new Ignored("the job has written no HLS")
                : new Finished(assets(detail, mainPlaylists, time(event)));
    }

    private static Set<S3Location> mainPlaylists(JsonNode detail) {
        boolean documentedShape = text(detail, "eventType").isPresent();
        Set<S3Location> found = new LinkedHashSet<>();
        for (JsonNode group : detail.path("outputGroupDetails")) {
            if (group.has("playlistFilePaths")) {
                found.addAll(playlists(group.path("playlistFilePaths")));
            } else if (documentedShape || !group.has("type")) {
                // A group that MediaConvert itself describes lists its media playlists here, never the main one.
                group.path("outputDetails").forEach(output -> found.addAll(playlists(output.path("outputFilePaths"))));
            }
        }
        return found;
    }

    private static List<S3Location> playlists(JsonNode paths) {
        return StreamSupport.stream(paths.spliterator(), false)
                .map(JsonNode::asText)
                .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(".m3u8"))
                .map(JobEvent::location)
                .toList();
    }

    private static S3Location location(String path) {
        try {
            return S3Location.parse(path);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure("the event names a playlist that cannot be read: " + e.getMessage(), e);
        }
    }

    /** Main playlists that would get the same keys are one film's. */
    private static List<Asset> assets(JsonNode detail, Set<S3Location> mainPlaylists, Optional<Instant> time) {
        record Identity(String bucket, String mediaKey, String mediaPath) {}
        Map<Identity, List<S3Location>> byIdentity = new LinkedHashMap<>();
        for (S3Location playlist : mainPlaylists) {
            String key = named(detail, "mediaKey").orElseGet(() -> defaultMediaKey(playlist));
            String path = named(detail, "mediaKeyId").orElseGet(playlist::folder);
            byIdentity
                    .computeIfAbsent(new Identity(playlist.bucket(), key, path), identity -> new ArrayList<>())
                    .add(playlist);
        }
        String jobId = text(detail, "jobId").orElse(null);
        return byIdentity.entrySet().stream()
                .map(film -> new Asset(
                        film.getKey().mediaKey(), film.getKey().mediaPath(), film.getValue(), jobId, time.orElse(null)))
                .toList();
    }

    /** The name of the main playlist's folder; at the bucket's root, the playlist's name without its suffix. */
    static String defaultMediaKey(S3Location playlist) {
        String folder = playlist.folder();
        if (folder.length() > 1) {
            return folder.substring(folder.lastIndexOf('/', folder.length() - 2) + 1, folder.length() - 1);
        }
        String name = playlist.fileName();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
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
