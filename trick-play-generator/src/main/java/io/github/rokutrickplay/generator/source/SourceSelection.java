package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.event.Asset;
import io.github.rokutrickplay.generator.event.OtherSources;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what an asset's thumbnails can be taken from: of all that its job has written, the first that is usable. Its own
 * main playlists come first, then those of the job's other groups, then files, the cheapest adequate one first; of a film
 * without HLS, its MPDs come last.
 */
public final class SourceSelection {

    private final HlsSources hls;
    private final Mp4Sources mp4;
    private final DashSources dash;
    private final List<String> buckets;

    public SourceSelection(ObjectStore store, Extractor extractor, GeneratorConfig config) {
        hls = new HlsSources(store, extractor, config);
        mp4 = new Mp4Sources(store, config.thumbnails());
        dash = new DashSources(store, config);
        buckets = config.buckets();
    }

    /**
     * What was chosen.
     *
     * @param refused what comes before it and cannot be used, with the reasons
     */
    public record Selected(Source source, List<RefusedSource> refused) {

        public Selected of(Source other) {
            return new Selected(other, refused);
        }
    }

    /**
     * @throws PermanentFailure if none is usable; says why of each
     */
    public Selected select(Asset asset, AssetNames names) {
        Attempts attempts = new Attempts();
        return select(asset, names, attempts)
                .map(source -> new Selected(
                        source,
                        Stream.concat(attempts.refused.stream(), source.refused().stream())
                                .toList()))
                .orElseThrow(attempts::failure);
    }

    private Optional<Source> select(Asset asset, AssetNames names, Attempts attempts) {
        List<S3Location> playlists = new ArrayList<>(asset.mainPlaylists());
        playlists.addAll(asset.others().mainPlaylists());
        for (S3Location playlist : playlists) {
            Optional<Source> source = attempts.make(playlist, () -> hls.source(playlist, names));
            if (source.isPresent()) {
                return source;
            }
        }
        Optional<Source> file = selectFile(asset.others(), attempts);
        return file.isPresent() || !playlists.isEmpty() ? file : selectMpd(asset, names, attempts);
    }

    private Optional<Source> selectMpd(Asset asset, AssetNames names, Attempts attempts) {
        for (S3Location mpd : asset.mpds()) {
            Optional<Source> source = attempts.make(mpd, () -> dash.source(mpd, names));
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }

    private Optional<Source> selectFile(OtherSources others, Attempts attempts) {
        List<Mp4Sources.Candidate> candidates = new ArrayList<>();
        for (S3Location file : others.files()) {
            attempts.make(file, () -> mp4.open(file)).ifPresent(candidates::add);
        }
        for (Mp4Sources.Candidate candidate : mp4.byCost(candidates)) {
            Optional<Source> source =
                    attempts.make(candidate.file().location(), () -> mp4.source(candidate, others.duration()));
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }

    /** What was tried in vain. */
    private final class Attempts {

        private final List<RefusedSource> refused = new ArrayList<>();
        private final List<PermanentFailure> failures = new ArrayList<>();

        <T> Optional<T> make(S3Location location, Supplier<T> reading) {
            try {
                AllowedBuckets.require(location, buckets);
                return Optional.of(reading.get());
            } catch (PermanentFailure e) {
                refused.add(new RefusedSource(location.toString(), String.valueOf(e.getMessage())));
                failures.add(e);
                return Optional.empty();
            }
        }

        PermanentFailure failure() {
            String reasons =
                    refused.stream().map(RefusedSource::reason).distinct().collect(Collectors.joining("; and "));
            PermanentFailure first = failures.getFirst();
            PermanentFailure failure = new PermanentFailure(reasons, first);
            failures.stream().skip(1).forEach(failure::addSuppressed);
            return failures.size() == 1 ? first : failure;
        }
    }
}
