package io.github.rokutrickplay.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an event says that a job has written.
 *
 * @param mainPlaylists in the event's order, each once
 * @param files MP4 and MOV files, likewise
 * @param oneFilm whether all of it shows the same: what a MediaConvert job writes does, and what has one media key
 * @param duration of its HLS; null if it is not told
 */
record JobOutputs(
        List<S3Location> mainPlaylists,
        List<S3Location> files,
        boolean oneFilm,
        @Nullable Duration duration) {

    static JobOutputs read(JsonNode detail) {
        boolean documentedShape = detail.path("eventType").isTextual();
        List<S3Location> mainPlaylists = new ArrayList<>();
        List<S3Location> files = new ArrayList<>();
        long millis = 0;
        for (JsonNode group : detail.path("outputGroupDetails")) {
            String type = group.path("type").asText();
            if (group.has("playlistFilePaths")) {
                mainPlaylists.addAll(locations(stream(group.path("playlistFilePaths")), JobOutputs::isPlaylist));
            } else if (documentedShape || type.isEmpty()) {
                // A group that MediaConvert itself describes lists its media playlists here, never the main one.
                mainPlaylists.addAll(locations(outputFiles(group), JobOutputs::isPlaylist));
            }
            if (documentedShape || type.isEmpty() || type.equals("FILE_GROUP")) {
                files.addAll(locations(outputFiles(group), JobEvent::isFile));
            }
            millis = type.equals("HLS_GROUP") ? Math.max(millis, longest(group)) : millis;
        }
        return new JobOutputs(
                mainPlaylists.stream().distinct().toList(),
                files.stream().distinct().toList(),
                !documentedShape || detail.path("mediaKey").isTextual(),
                millis > 0 ? Duration.ofMillis(millis) : null);
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
        return mainPlaylists.isEmpty() && files.isEmpty();
    }

    /** Of a job's files in one folder, the renditions of one film, the first gives it its name. */
    S3Location representative(S3Location location) {
        Optional<S3Location> first = files.stream()
                .filter(file -> oneFilm && sameFolder(file, location))
                .findFirst();
        return mainPlaylists.isEmpty() ? first.orElse(location) : location;
    }

    /** What else shows the film of these main playlists: all, or where nobody says so the files that lie beside them. */
    OtherSources othersFor(List<S3Location> film) {
        List<S3Location> playlists = mainPlaylists.stream()
                .filter(playlist -> oneFilm && !film.contains(playlist))
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
