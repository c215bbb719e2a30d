package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.storage.ObjectStore;
import java.util.function.Consumer;

/** Carries out a plan: reads what it needs of the segments, decodes a frame for each mark, makes every size of it. */
public final class ThumbnailExtractor {

    private final ObjectStore store;
    private final ThumbnailSettings settings;
    private final int workers;

    /**
     * @param workers how many threads decode: one a core. The store is read by as many, and by virtual threads ahead of
     *     them
     */
    public ThumbnailExtractor(ObjectStore store, ThumbnailSettings settings, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException(workers + " workers cannot work");
        }
        this.store = store;
        this.settings = settings;
        this.workers = workers;
    }

    /**
     * Makes all thumbnails of a plan.
     *
     * @param sink is called from worker threads, concurrently, in no order; what it throws aborts the extraction and is
     *     rethrown
     * @throws io.github.rokutrickplay.failure.PermanentFailure if more thumbnails are missing than the settings allow, or
     *     all are; or if FFmpeg does not come back from a segment
     * @throws io.github.rokutrickplay.failure.TransientFailure if the store does not answer, or the thread is interrupted
     */
    public Extraction extract(ThumbnailPlan plan, Consumer<Thumbnail> sink) {
        Natives.load();
        try (SegmentFetcher fetcher = new SegmentFetcher(store)) {
            return new ExtractionRun(plan, settings, fetcher, sink).execute(workers);
        }
    }

    /**
     * Whether a thread of this process was given up and has not come back from FFmpeg since. It cannot be ended, and keeps a
     * core busy: the process should not be used for another film.
     */
    public static boolean anyThreadIsStuck() {
        return Natives.stuckThreads() > 0;
    }
}
