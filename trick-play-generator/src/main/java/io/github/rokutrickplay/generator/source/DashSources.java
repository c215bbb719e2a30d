package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.config.GeneratorConfig;
import io.github.rokutrickplay.dash.MpdParser;
import io.github.rokutrickplay.dash.MpdVideo;
import io.github.rokutrickplay.dash.UnusableMpdException;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.ThumbnailPlanner;
import io.github.rokutrickplay.hls.MediaPlaylist;
import io.github.rokutrickplay.hls.Segment;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ThumbnailIndex.RefusedSource;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.ObjectStore;
import io.github.rokutrickplay.storage.S3Location;
import io.github.rokutrickplay.storage.StoredBody;
import io.github.rokutrickplay.storage.StoredPlaylist;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads a film's MPD and plans from its cheapest adequate video, for a film that has no HLS. Each Period is a run of its own, as behind
 * a discontinuity; a Representation that is one file is read as files are.
 */
public final class DashSources {

    private final ObjectStore store;
    private final GeneratorConfig config;
    private final RenditionChoice choice;
    private final Mp4Sources files;

    public DashSources(ObjectStore store, GeneratorConfig config) {
        this.store = store;
        this.config = config;
        choice = new RenditionChoice(config.thumbnails().largestBox());
        files = new Mp4Sources(store, config.thumbnails());
    }

    /** A video that may be read, and its rank among those of its Period. */
    private record Candidate(MpdVideo video, Rendition rendition) {}

    /**
     * @param mpd a static MPD without encryption
     * @throws PermanentFailure if no thumbnails can be made of it
     */
    public Source source(S3Location mpd, AssetNames names) {
        StoredBody stored = StoredBody.find(store, mpd, "MPD", StoredPlaylist.MAX_BYTES)
                .orElseThrow(() -> new PermanentFailure("MPD " + mpd + " does not exist"));
        try {
            List<List<MpdVideo>> periods = new MpdParser(mpd, config.publicUrls()).parse(stored.bytes());
            return new Search(mpd, stored.object().etag(), names).best(periods);
        } catch (UnusableMpdException e) {
            throw new PermanentFailure("MPD " + mpd + " cannot be used: " + e.reason(), e);
        }
    }

    /** The way through one MPD's videos, the best first. */
    private final class Search {

        private final S3Location mpd;
        private final String etag;
        private final AssetBoundary boundary;
        private final List<RefusedSource> refused = new ArrayList<>();

        Search(S3Location mpd, String etag, AssetNames names) {
            this.mpd = mpd;
            this.etag = etag;
            boundary = AssetBoundary.of(mpd, names.mediaPath(), config.publicUrls());
        }

        Source best(List<List<MpdVideo>> periods) {
            List<List<Candidate>> candidates = periods.stream()
                    .map(videos -> candidates(videos, periods.size() > 1))
                    .toList();
            boolean complete = candidates.stream().noneMatch(List::isEmpty);
            int most = candidates.stream().mapToInt(List::size).max().orElseThrow();
            for (int i = 0; complete && i < most; i++) {
                int rank = i;
                List<Candidate> chosen = candidates.stream()
                        .map(period -> period.get(Math.min(rank, period.size() - 1)))
                        .toList();
                try {
                    return source(chosen).with(refused);
                } catch (PermanentFailure e) {
                    refuse(chosen.getFirst().video(), String.valueOf(e.getMessage()));
                }
            }
            throw failure();
        }

        private List<Candidate> candidates(List<MpdVideo> videos, boolean several) {
            List<Candidate> candidates = new ArrayList<>();
            for (MpdVideo video : videos) {
                try {
                    if (video.refusal() != null) {
                        refuse(video, video.refusal());
                    } else if (video.file() != null && several) {
                        refuse(video, "it is one file, and the MPD has several Periods");
                    } else {
                        RenditionTraits traits = RenditionTraits.of(video.variant());
                        candidates.add(new Candidate(video, new Rendition(video.variant(), mpd, traits)));
                    }
                } catch (PermanentFailure e) {
                    refuse(video, String.valueOf(e.getMessage()));
                }
            }
            candidates.sort((one, other) -> choice.order().compare(one.rendition(), other.rendition()));
            return candidates;
        }

        private Source source(List<Candidate> chosen) {
            String file = chosen.getFirst().video().file();
            if (file != null) {
                return files.source(files.open(boundary.resolve(mpd, file)), null);
            }
            List<Segment> segments = new ArrayList<>();
            for (Candidate candidate : chosen) {
                int period = segments.size();
                for (Segment segment : candidate.video().segments()) {
                    segments.add(segment.at(segments.size(), segments.size() == period));
                }
            }
            ThumbnailPlanner planner = new ThumbnailPlanner(mpd, boundary, config.keyUrls());
            MediaPlaylist playlist = new MediaPlaylist(segments, true, false, false, List.of());
            return Source.ofPlaylist(
                    mpd,
                    mpd,
                    etag,
                    planner.plan(planner.segments(playlist), config.thumbnails().interval()));
        }

        private void refuse(MpdVideo video, String reason) {
            refused.add(new RefusedSource(video.variant().uri(), reason));
        }

        private PermanentFailure failure() {
            String reasons = refused.stream()
                    .map(refusal -> refusal.url() + ": " + refusal.reason())
                    .distinct()
                    .collect(Collectors.joining("; "));
            return new PermanentFailure("MPD " + mpd + " has no video that thumbnails can be taken of"
                    + (reasons.isEmpty() ? "" : ". " + reasons));
        }
    }
}
