package io.github.rokutrickplay.generator.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.S3Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
 * @param mpds likewise for each DASH manifest
 * @param files MP4 and MOV files, in the event's order
 * @param oneFilm whether all of it shows the same: what has one media key does, and what a MediaConvert job
 *     writes, unless one of its groups has main playlists in several folders
 * @param duration of its HLS; null if it is not told
 */
record JobOutputs(
        Map<S3Location, Integer> groups,
        Map<S3Location, Integer> mpds,
        List<S3Location> files,
        boolean oneFilm,
        @Nullable Duration duration) {

    JobOutputs {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        mpds = Collections.unmodifiableMap(new LinkedHashMap<>(mpds));
        files = List.copyOf(files);
    }

    static JobOutputs read(JsonNode detail) {
        boolean documentedShape = detail.path("eventType").isTextual();
        Map<S3Location, Integer> groups = new LinkedHashMap<>();
        Map<S3Location, Integer> mpds = new LinkedHashMap<>();
        List<S3Location> files = new ArrayList<>();
        long millis = 0;
        int groupNumber = 0;
        for (JsonNode group : detail.path("outputGroupDetails")) {
            String type = group.path("type").asText();
            int number = groupNumber++;
            List<JsonNode> paths = playlistPaths(group, documentedShape || type.isEmpty());
            locations(paths.stream(), JobOutputs::isPlaylist).forEach(playlist -> groups.putIfAbsent(playlist, number));
            mpds(paths).forEach(mpd -> mpds.putIfAbsent(mpd, number));
            if (documentedShape || type.isEmpty() || type.equals("FILE_GROUP")) {
                files.addAll(locations(outputFiles(group), JobEvent::isFile));
            }
            millis = type.equals("HLS_GROUP") ? Math.max(millis, longest(group)) : millis;
        }
        return new JobOutputs(
                groups,
                mpds,
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

    private static List<JsonNode> playlistPaths(JsonNode group, boolean amongFiles) {
        if (group.has("playlistFilePaths")) {
            return stream(group.path("playlistFilePaths")).toList();
        }
        // A group that MediaConvert itself describes lists its media playlists here, never the main one.
        return amongFiles ? outputFiles(group).toList() : List.of();
    }

    /** What is no address is left out: a film does without. */
    private static List<S3Location> mpds(List<JsonNode> paths) {
        return paths.stream()
                .map(JsonNode::asText)
                .filter(JobEvent::isMpd)
                .flatMap(path -> address(path).stream())
                .toList();
    }

    private static Optional<S3Location> address(String path) {
        try {
            return Optional.of(S3Location.parse(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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

    /** Whether there is no HLS and no file. */
    boolean isEmpty() {
        return groups.isEmpty() && files.isEmpty();
    }

    boolean isDashOnly() {
        return isEmpty() && !mpds.isEmpty();
    }

    /** What each film of the job begins with: its main playlist; without HLS its file; without files its MPD. */
    List<S3Location> films() {
        return groups.isEmpty() ? (files.isEmpty() ? List.copyOf(mpds.keySet()) : files) : mainPlaylists();
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
        if (groups.isEmpty()) {
            return files.isEmpty() ? OtherSources.NONE : OtherSources.files(film);
        }
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

    /**
     * The MPDs that show the film of these main playlists or files: each belongs to one film only, that of its own group, or of
     * its folder; where all is one film, to the first.
     *
     * @param films all of the job
     */
    List<S3Location> mpdsOf(List<S3Location> film, Collection<List<S3Location>> films) {
        return mpds.keySet().stream()
                .filter(mpd -> owner(mpd, films).filter(film::equals).isPresent())
                .toList();
    }

    private Optional<List<S3Location>> owner(S3Location mpd, Collection<List<S3Location>> films) {
        List<List<S3Location>> sameGroup = films.stream()
                .filter(film -> film.stream().anyMatch(playlist -> Objects.equals(groups.get(playlist), mpds.get(mpd))))
                .toList();
        if (sameGroup.size() == 1) {
            return Optional.of(sameGroup.getFirst());
        }
        Optional<List<S3Location>> beside = films.stream()
                .filter(film -> film.stream().anyMatch(playlist -> sameFolder(playlist, mpd)))
                .findFirst();
        return beside.isPresent() || !oneFilm ? beside : films.stream().findFirst();
    }
}
