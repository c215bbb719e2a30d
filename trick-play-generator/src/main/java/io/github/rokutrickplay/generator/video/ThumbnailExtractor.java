package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Extractor;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.Run;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.ThumbnailSink;
import io.github.rokutrickplay.generator.plan.VideoStream;
import io.github.rokutrickplay.generator.video.fetch.ContentKeys;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.NativeLibraries;
import io.github.rokutrickplay.generator.video.libav.WatchedThreads;
import io.github.rokutrickplay.generator.video.thumbnail.JpegImages;
import io.github.rokutrickplay.keys.KeyServer;
import io.github.rokutrickplay.storage.ObjectStore;
import java.time.Duration;

/** Carries out a plan: reads what it needs of the segments, decodes a frame for each mark, makes every size of it. */
public final class ThumbnailExtractor implements Extractor {

    private final ObjectStore store;
    private final KeyServer keyServer;
    private final ThumbnailSettings settings;
    private final int workers;

    /** One that fetches no key from anywhere but the store. */
    public ThumbnailExtractor(ObjectStore store, ThumbnailSettings settings, int workers) {
        this(store, KeyServer.NONE, settings, workers);
    }

    /**
     * @param keyServer where keys come from that are not in the store
     * @param workers how many threads decode: one a core. The store is read by as many, and by virtual threads ahead of
     *     them
     */
    public ThumbnailExtractor(ObjectStore store, KeyServer keyServer, ThumbnailSettings settings, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException(workers + " workers cannot work");
        }
        this.store = store;
        this.keyServer = keyServer;
        this.settings = settings;
        this.workers = workers;
    }

    /** Begins to load what extraction needs while the caller does something else. If that fails, extraction says so. */
    public static void prepare() {
        Thread.ofPlatform()
                .daemon()
                .name("natives")
                .uncaughtExceptionHandler((thread, failure) -> {})
                .start(NativeLibraries::load);
    }

    /**
     * Makes all thumbnails of a plan.
     *
     * @param sink is called from worker threads, concurrently, in no order; what it throws aborts the extraction and is
     *     rethrown. It gets one image for all boxes that come to the same; and a second time, after a restart, at least those that
     *     were made before the film had shown its largest picture: what it gets last is right
     * @throws io.github.rokutrickplay.failure.PermanentFailure if more thumbnails are missing than the settings allow, or
     *     all are; or if FFmpeg does not come back from a segment
     * @throws io.github.rokutrickplay.failure.TransientFailure if the store does not answer, or the thread is interrupted
     */
    @Override
    public Extraction extract(ThumbnailPlan plan, ThumbnailSink sink) {
        NativeLibraries.load();
        try (SegmentFetcher fetcher = fetcher()) {
            ExtractionRun run = new ExtractionRun(plan, settings, fetcher, sink);
            Extraction extraction = run.execute(workers);
            return run.ofOutgrown()
                    .map(again -> extraction.and(again.execute(workers)))
                    .orElse(extraction);
        }
    }

    @Override
    public byte[] jpeg(YuvImage picture) {
        NativeLibraries.load();
        return JpegImages.encode(picture, settings.quality());
    }

    /**
     * Whether a thread of this process was given up and has not come back from FFmpeg since. It cannot be ended, and keeps a
     * core busy: the process should not be used for another film.
     */
    public static boolean anyThreadIsStuck() {
        return NativeLibraries.stuckThreads() > 0;
    }

    /**
     * Reads the beginning of a segment to find out what is in it.
     *
     * @throws io.github.rokutrickplay.failure.PermanentFailure if it is missing, or has no video that can be shown
     */
    @Override
    public VideoStream probe(PlannedSegment segment) {
        NativeLibraries.load();
        try (SegmentFetcher fetcher = fetcher()) {
            return WatchedThreads.call(timeLimit -> new MediaProbe(fetcher, timeLimit).probe(segment));
        }
    }

    /**
     * Reads how long a run is, by its timestamps: from what is played first in its first segment to the end of the last
     * frame of its last.
     *
     * @throws io.github.rokutrickplay.failure.PermanentFailure if one of them is missing or has no video
     */
    @Override
    public Duration length(Run run) {
        NativeLibraries.load();
        try (SegmentFetcher fetcher = fetcher()) {
            return WatchedThreads.call(timeLimit -> new MediaProbe(fetcher, timeLimit).length(run));
        }
    }

    /**
     * Reads the beginning of a segment for the timestamp of what is played first, picture or sound.
     *
     * @throws io.github.rokutrickplay.failure.PermanentFailure if it is missing or has no video
     */
    @Override
    public Duration firstTimestamp(PlannedSegment segment) {
        NativeLibraries.load();
        try (SegmentFetcher fetcher = fetcher()) {
            return WatchedThreads.call(timeLimit -> new MediaProbe(fetcher, timeLimit).firstTimestamp(segment));
        }
    }

    private SegmentFetcher fetcher() {
        return new SegmentFetcher(store, new ContentKeys(store, keyServer));
    }
}
