package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.Run;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.MultivariantPlaylist;
import io.github.rokutrickplay.hls.Variant;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads a film's playlists and plans from its cheapest adequate rendition. */
public final class HlsSources {

    /** What is more than a rounding of timestamps. */
    private static final Duration DISAGREEMENT = Duration.ofMillis(1);

    private final ObjectStore store;
    private final Extractor extractor;
    private final GeneratorConfig config;
    private final RenditionChoice choice;

    public HlsSources(ObjectStore store, Extractor extractor, GeneratorConfig config) {
        this.store = store;
        this.extractor = extractor;
        this.config = config;
        choice = new RenditionChoice(config.thumbnails().largestBox());
    }

    /**
     * @param mainPlaylist a multivariant playlist; or a media playlist, which is taken as it is
     * @throws PermanentFailure if no thumbnails can be made of it
     */
    public Source source(S3Location mainPlaylist, AssetNames names) {
        AssetBoundary boundary = AssetBoundary.of(mainPlaylist, names.mediaPath(), config.publicUrls());
        StoredPlaylist main = StoredPlaylist.read(store, mainPlaylist);
        return switch (main.parse()) {
            case MediaPlaylist media ->
                source(mainPlaylist, playlists(boundary, Map.of()).parse(main));
            case MultivariantPlaylist multivariant -> source(mainPlaylist, multivariant, boundary);
        };
    }

    private MediaPlaylists playlists(AssetBoundary boundary, Map<String, String> variables) {
        return new MediaPlaylists(store, boundary, config.keyUrls(), variables);
    }

    private Source source(S3Location mainPlaylist, MultivariantPlaylist multivariant, AssetBoundary boundary) {
        MediaPlaylists playlists = playlists(boundary, multivariant.variables());
        RenditionSearch search = new RenditionSearch(playlists, extractor, choice.order());
        multivariant.leftOut().forEach(tag -> search.refuse(mainPlaylist.toString(), tag));
        search.add(multivariant.variants(), uri -> boundary.resolve(mainPlaylist, uri));
        return best(mainPlaylist, search, (source, traits) -> {
                    RenditionSearch iFrames = new RenditionSearch(playlists, extractor, choice.order());
                    // JPEGs were made of the film once already, perhaps by us.
                    List<Variant> video = multivariant.iFrameStreams().stream()
                            .filter(stream -> !stream.codecs().contains("mjpg"))
                            .toList();
                    iFrames.add(video, uri -> boundary.resolve(mainPlaylist, uri));
                    return new IFrameSources(extractor, config.thumbnails().frame(), choice)
                            .shortcut(source.plan(), traits, iFrames)
                            .map(source::with)
                            .orElse(source);
                })
                .with(search.refused());
    }

    /** The first without a mark in a gap: another rendition may have what is missing in one. Else that with the fewest. */
    private Source best(
            S3Location mainPlaylist, RenditionSearch search, BiFunction<Source, RenditionTraits, Source> shortened) {
        @Nullable Source withGaps = null;
        for (Optional<RenditionSearch.Found> found = search.next(); found.isPresent(); found = search.next()) {
            Rendition rendition = found.get().rendition();
            try {
                Source source = source(mainPlaylist, found.get().media());
                long gaps = source.plan().marksInGaps();
                if (gaps == 0) {
                    return shortened.apply(source, rendition.traits());
                }
                if (withGaps == null || gaps < withGaps.plan().marksInGaps()) {
                    withGaps = source;
                }
            } catch (PermanentFailure e) {
                search.refuse(rendition.variant(), e);
            }
        }
        if (withGaps == null) {
            throw search.failure(mainPlaylist);
        }
        return withGaps;
    }

    private Source source(S3Location mainPlaylist, MediaPlaylists.Read media) {
        if (media.playlist().iFramesOnly()) {
            throw new PermanentFailure("media playlist " + media.location()
                    + " holds I-frames only (EXT-X-I-FRAMES-ONLY); name the variant's own");
        }
        ThumbnailPlan plan =
                media.planner().plan(measured(media), config.thumbnails().interval());
        return Source.ofPlaylist(mainPlaylist, media.location(), media.etag(), plan);
    }

    /** Where durations are rounded to seconds, runs are as long as their frames say. */
    private List<PlannedSegment> measured(MediaPlaylists.Read media) {
        List<PlannedSegment> segments = media.segments();
        if (!media.playlist().integerDurations()) {
            return segments;
        }
        Map<Integer, Duration> lengths = new HashMap<>();
        for (Run run : Run.of(segments)) {
            if (run.inWholeSeconds()) {
                length(run).ifPresent(length -> lengths.put(run.first().run(), length));
            }
        }
        return lengths.isEmpty() ? segments : Run.stretched(segments, lengths);
    }

    private Optional<Duration> length(Run run) {
        try {
            return Optional.of(extractor.length(run))
                    .filter(length -> length.minus(run.length()).abs().compareTo(DISAGREEMENT) > 0);
        } catch (PermanentFailure unreadable) {
            return Optional.empty(); // whether that matters is for those to say who need its frames
        }
    }
}
