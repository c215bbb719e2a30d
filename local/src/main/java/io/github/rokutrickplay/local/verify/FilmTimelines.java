package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.hls.MalformedPlaylistException;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Playlist;
import io.github.rokutrickplay.hls.PlaylistText;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.hls.Variant;
import io.github.rokutrickplay.local.verify.objects.UnreadableObjectException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** How long the film is, and where its timestamps start again: from the playlists of its pictures. */
final class FilmTimelines {

    /** As many as a large ladder has. */
    private static final int MOST_VARIANTS = 12;

    private static final long EXACT_US = 2_000;
    private static final long SECOND_US = Times.MICROS;

    private final Inspection inspection;

    FilmTimelines(Inspection inspection) {
        this.inspection = inspection;
    }

    /** Of each variant that can be read. */
    List<FilmTimeline> of(MainPlaylistCheck.Read main) {
        MediaPlaylist media = main.media();
        if (media != null) {
            return List.of(timeline(inspection.main(), media));
        }
        MultivariantPlaylist variants = main.variants();
        if (variants == null) {
            return List.of();
        }
        List<String> addresses = variants.variants().stream()
                .filter(FilmTimelines::hasPictures)
                .map(Variant::uri)
                .distinct()
                .limit(MOST_VARIANTS)
                .flatMap(uri -> resolve(uri).stream())
                .toList();
        ConcurrentLinkedQueue<FilmTimeline> found = new ConcurrentLinkedQueue<>();
        inspection
                .reads()
                .each(
                        addresses,
                        address -> inspection
                                .document(address, DocumentKind.FILM_PLAYLIST, "the main playlist")
                                .flatMap(bytes -> parse(address, bytes, variants))
                                .ifPresent(found::add));
        List<FilmTimeline> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(timeline -> addresses.indexOf(timeline.playlist())));
        return sorted;
    }

    /** Where a variant is elsewhere, that is the film's own affair. */
    private Optional<String> resolve(String uri) {
        try {
            return Optional.of(inspection.objects().resolve(inspection.main(), uri));
        } catch (UnreadableObjectException e) {
            inspection
                    .findings()
                    .note(
                            inspection.named(inspection.main()),
                            "a variant was not looked at: " + e.getMessage(),
                            "nothing was checked against it",
                            "say what such URLs stand for by --public-url-prefixes, if they serve the bucket");
            return Optional.empty();
        }
    }

    /** A variant of sound alone names codecs, and none of pictures. */
    private static boolean hasPictures(Variant variant) {
        return variant.codecs().isEmpty()
                || variant.resolution().isPresent()
                || variant.codecs().stream()
                        .anyMatch(codec -> !codec.matches("(mp4a|ac-3|ec-3|ac-4|opus|fLaC|Opus).*"));
    }

    private Optional<FilmTimeline> parse(String address, byte[] bytes, MultivariantPlaylist main) {
        try {
            Playlist playlist = Playlist.parse(PlaylistText.parse(bytes), main.variables());
            return playlist instanceof MediaPlaylist media && !media.segments().isEmpty()
                    ? Optional.of(timeline(address, media))
                    : Optional.empty();
        } catch (MalformedPlaylistException e) {
            inspection
                    .findings()
                    .warning(
                            inspection.named(address),
                            "it is no media playlist: " + e.getMessage(),
                            "players cannot switch to this variant",
                            "have it written anew by what packaged the film");
            return Optional.empty();
        }
    }

    private FilmTimeline timeline(String address, MediaPlaylist media) {
        List<Long> discontinuities = new ArrayList<>();
        long us = 0;
        long nanos = 0;
        for (Segment segment : media.segments()) {
            if (segment.discontinuity() && nanos > 0) {
                discontinuities.add(us);
            }
            nanos += segment.duration().toNanos();
            us = (nanos + 500) / 1000;
        }
        long tolerance = media.integerDurations()
                ? SECOND_US * Math.max(1, media.segments().size())
                : EXACT_US;
        return new FilmTimeline(inspection.named(address), us, discontinuities, tolerance, address);
    }

    /** The frames of the first variant; empty if the film has no playlist of pictures. */
    Optional<FilmPictures> pictures(List<FilmTimeline> films, MainPlaylistCheck.@Nullable Read main) {
        if (main == null || films.isEmpty()) {
            return Optional.empty();
        }
        String address = films.getFirst().playlist();
        SegmentContent content = new SegmentContent(inspection.objects(), address);
        MediaPlaylist media = main.media();
        if (media != null) {
            return Optional.of(new HlsPictures(media, content, films.getFirst().toleranceUs()));
        }
        MultivariantPlaylist variants = main.variants();
        return inspection.documentIfThere(address, DocumentKind.FILM_PLAYLIST).flatMap(bytes -> {
            Playlist playlist =
                    Playlist.parse(PlaylistText.parse(bytes), variants == null ? Map.of() : variants.variables());
            return playlist instanceof MediaPlaylist found
                    ? Optional.of(
                            new HlsPictures(found, content, films.getFirst().toleranceUs()))
                    : Optional.empty();
        });
    }
}
