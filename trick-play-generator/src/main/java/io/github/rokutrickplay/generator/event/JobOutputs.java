package io.github.rokutrickplay.generator.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an event says that a job has written.
 *
 * @param groups the number of its output group for each main playlist, in the event's order
 * @param files MP4 and MOV files, likewise
 * @param oneFilm whether all of it shows the same: what has one media key does, and what a MediaConvert job
 *     writes, unless one of its groups has main playlists in several folders
 * @param duration of its HLS; null if it is not told
 */
record JobOutputs(
        Map<S3Location, Integer> groups,
        List<S3Location> files,
        boolean oneFilm,
        @Nullable Duration duration) {

    JobOutputs {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        files = List.copyOf(files);
    }

    static JobOutputs read(JsonNode detail) {
        boolean documentedShape = detail.path("eventType").isTextual();
        Map<S3Location, Integer> groups = new LinkedHashMap<>();
        List<S3Location> files = new ArrayList<>();
        long millis = 0;
        for (JsonNode group : detail.path("outputGroupDetails")) {
            String type = group.path("type").asText();
            int number = groups.size();
            playlists(group, documentedShape || type.isEmpty())
                    .forEach(playlist -> groups.putIfAbsent(playlist, number));
            if (documentedShape || type.isEmpty() || type.equals("FILE_GROUP")) {
                files.addAll(locations(outputFiles(group), JobEvent::isFile));
            }
            millis = type.equals("HLS_GROUP") ? Math.max(millis, longest(group)) : millis;
        }
        return new JobOutputs(
                groups,
                files.stream().distinct().toList(),
                detail.path("mediaKey").isTextual() || (!documentedShape && !severalFilmsInAGroup(groups)),
                millis > 0 ? Duration.ofMillis(millis) : null);
    }

    /** A group's additional manifests lie beside its main playlist. */
    private static boolean severalFilmsInAGroup(Map<S3Location, Integer> groups) {
        long folders = groups.entrySet().stream()
                .map(entry -> entry.getKey().bucket() + "/" + entry.getKey().folder() + " " + entry.getValue())
                .distinct()
                .count();
        return folders > groups.values().stream().distinct().count();
    }

    private static List<S3Location> playlists(JsonNode group, boolean amongFiles) {
        if (group.has("playlistFilePaths")) {
            return locations(stream(group.path("playlistFilePaths")), JobOutputs::isPlaylist);
        }
        // A group that MediaConvert itself describes lists its media playlists here, never the main one.
        return amongFiles ? locations(outputFiles(group), JobOutputs::isPlaylist) : List.of();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<JsonNode> outputFiles(JsonNode group) {
        return stream(group.path("outputDetails")).flatMap(output -> stream(output.path("outputFilePaths")));
    }

    private static long longest(JsonNode group) {
        return stream(group.path("outputDetails"))
                .mapToLong(output -> output.path("durationInMs").asLong())
                .max()
                .orElse(0);
    }

    private static boolean isPlaylist(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".m3u8");
    }

    private static List<S3Location> locations(Stream<JsonNode> paths, Predicate<String> wanted) {
        return paths.map(JsonNode::asText)
                .filter(wanted)
                .map(JobOutputs::location)
                .toList();
    }

    private static S3Location location(String path) {
        try {
            return S3Location.parse(path);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(
                    "the event names a playlist or a file that cannot be read: " + e.getMessage(), e);
        }
    }

    boolean isEmpty() {
        return groups.isEmpty() && files.isEmpty();
    }

    List<S3Location> mainPlaylists() {
        return List.copyOf(groups.keySet());
    }

    /** Of a job's files in one folder, the renditions of one film, the first gives it its name. */
    S3Location representative(S3Location location) {
        Optional<S3Location> first = files.stream()
                .filter(file -> oneFilm && sameFolder(file, location))
                .findFirst();
        return groups.isEmpty() ? first.orElse(location) : location;
    }

    /**
     * What else shows the film of these main playlists: what is in the job's other groups; where nobody says that it is one
     * film, the files that lie beside them.
     */
    OtherSources othersFor(List<S3Location> film) {
        Set<Integer> own = film.stream().map(groups::get).collect(Collectors.toSet());
        List<S3Location> playlists = groups.keySet().stream()
                .filter(playlist -> oneFilm && !own.contains(groups.get(playlist)))
                .toList();
        List<S3Location> beside = files.stream()
                .filter(file -> oneFilm || film.stream().anyMatch(playlist -> sameFolder(file, playlist)))
                .toList();
        return new OtherSources(playlists, beside, duration);
    }

    private static boolean sameFolder(S3Location one, S3Location other) {
        return one.bucket().equals(other.bucket()) && one.folder().equals(other.folder());
    }
}
