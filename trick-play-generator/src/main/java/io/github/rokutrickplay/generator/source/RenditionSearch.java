package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.hls.Variant;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.storage.S3Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives a playlist's renditions, the best first, and looks into one where the playlist does not say enough to tell whether
 * it is the best. One that cannot be used is passed over, and remembered with the reason.
 */
final class RenditionSearch {

    /** How many renditions are looked into: more than a ladder has. */
    private static final int MAX_PROBES = 8;

    private final MediaPlaylists playlists;
    private final Extractor extractor;
    private final Comparator<Rendition> order;
    private final List<Rendition> candidates = new ArrayList<>();
    private final List<RefusedSource> refused = new ArrayList<>();
    /** Sounds and subtitles, which nobody would take pictures of: that they are passed over is worth a word in a failure only. */
    private final List<RefusedSource> withoutVideo = new ArrayList<>();

    private int probes;

    /** A rendition whose media playlist can be used. */
    record Found(Rendition rendition, MediaPlaylists.Read media) {}

    RenditionSearch(MediaPlaylists playlists, Extractor extractor, Comparator<Rendition> order) {
        this.playlists = playlists;
        this.extractor = extractor;
        this.order = order;
    }

    /**
     * Adds what a playlist names. A rendition may be named more than once: for each pathway, or for each group of sounds.
     *
     * @param resolve says where a URI leads
     */
    void add(List<Variant> variants, Function<String, S3Location> resolve) {
        Set<S3Location> seen = new HashSet<>();
        for (Variant variant : variants) {
            try {
                if (RenditionTraits.namesNoVideo(variant)) {
                    withoutVideo.add(new RefusedSource(
                            variant.uri(), "its CODECS name no video: " + String.join(",", variant.codecs())));
                    continue;
                }
                S3Location location = resolve.apply(variant.uri());
                RenditionTraits traits = RenditionTraits.of(variant);
                if (seen.add(location)) {
                    candidates.add(new Rendition(variant, location, traits));
                }
            } catch (PermanentFailure e) {
                refuse(variant, e);
            }
        }
    }

    /** The best that was not given yet; empty when there are no more. */
    Optional<Found> next() {
        while (!candidates.isEmpty()) {
            Rendition best = takeBest();
            try {
                MediaPlaylists.Read media = playlists.read(best.playlist());
                if (best.traits().known() || probes == MAX_PROBES) {
                    return Optional.of(new Found(best, media));
                }
                probes++;
                candidates.add(new Rendition(best.variant(), best.playlist(), RenditionTraits.of(probe(media))));
            } catch (PermanentFailure e) {
                refuse(best.variant(), e);
            }
        }
        return Optional.empty();
    }

    /** Of those that are equally good the first. */
    private Rendition takeBest() {
        int best = 0;
        for (int i = 1; i < candidates.size(); i++) {
            if (order.compare(candidates.get(i), candidates.get(best)) < 0) {
                best = i;
            }
        }
        return candidates.remove(best);
    }

    /** A second segment is tried where the first is missing or damaged. */
    private VideoStream probe(MediaPlaylists.Read media) {
        List<PlannedSegment> readable = media.segments().stream()
                .filter(segment -> segment.unavailable() == null)
                .limit(2)
                .toList();
        if (readable.isEmpty()) {
            throw new PermanentFailure(
                    String.valueOf(media.segments().getFirst().unavailable()));
        }
        try {
            return extractor.probe(readable.getFirst());
        } catch (PermanentFailure e) {
            if (readable.size() == 1) {
                throw e;
            }
            return extractor.probe(readable.getLast());
        }
    }

    /** Remembers why a rendition is not used. */
    void refuse(Variant variant, RuntimeException reason) {
        refuse(variant.uri(), String.valueOf(reason.getMessage()));
    }

    /** Likewise, of what could not even be made out. */
    void refuse(String name, String reason) {
        refused.add(new RefusedSource(name, reason));
    }

    /** What was not used so far though it names video, and why. */
    List<RefusedSource> refused() {
        return List.copyOf(refused);
    }

    /** Why nothing was found: every reason. */
    PermanentFailure failure(S3Location mainPlaylist) {
        String reasons = Stream.concat(refused.stream(), withoutVideo.stream())
                .map(refusal -> refusal.url() + ": " + refusal.reason())
                .collect(Collectors.joining("; "));
        return new PermanentFailure(mainPlaylist + " has no variant that thumbnails can be taken of"
                + (reasons.isEmpty() ? ": it names none" : ". " + reasons));
    }
}
