package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.plan.Extraction;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.plan.SegmentTask;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.plan.ThumbnailSink;
import io.github.rokutrickplay.generator.video.clock.RunClocks;
import io.github.rokutrickplay.generator.video.fetch.SegmentFetcher;
import io.github.rokutrickplay.generator.video.libav.TimeLimit;
import io.github.rokutrickplay.generator.video.libav.WatchedThreads;
import io.github.rokutrickplay.generator.video.loss.MissingMarks;
import io.github.rokutrickplay.generator.video.loss.SegmentCheck;
import io.github.rokutrickplay.generator.video.search.FrameRule;
import io.github.rokutrickplay.generator.video.search.SearchStep;
import io.github.rokutrickplay.generator.video.thumbnail.ImageSizes;
import io.github.rokutrickplay.generator.video.thumbnail.Picture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One extraction: what its workers share. */
final class ExtractionRun {

    private final ThumbnailPlan plan;
    private final ThumbnailSettings settings;
    private final SegmentFetcher fetcher;
    private final ThumbnailSink sink;
    private final FrameRule rule;
    private final RunClocks clocks;
    private final SegmentCheck check;
    private final TaskQueue queue;
    private final MissingMarks missing;
    private final Set<Integer> withoutPictures = ConcurrentHashMap.newKeySet();
    private final Map<Integer, String> unreadable = new ConcurrentHashMap<>();
    private final ImageSizes sizes;
    private final LongAdder framesDecoded = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    ExtractionRun(ThumbnailPlan plan, ThumbnailSettings settings, SegmentFetcher fetcher, ThumbnailSink sink) {
        this(plan, settings, fetcher, sink, FrameRule.of(plan, settings.frame()));
    }

    ExtractionRun(
            ThumbnailPlan plan,
            ThumbnailSettings settings,
            SegmentFetcher fetcher,
            ThumbnailSink sink,
            FrameRule rule) {
        this(plan, settings, fetcher, sink, rule, new ImageSizes());
    }

    private ExtractionRun(
            ThumbnailPlan plan,
            ThumbnailSettings settings,
            SegmentFetcher fetcher,
            ThumbnailSink sink,
            FrameRule rule,
            ImageSizes sizes) {
        this.plan = plan;
        this.settings = settings;
        this.fetcher = fetcher;
        this.sink = sink;
        this.rule = rule;
        this.sizes = sizes;
        clocks = new RunClocks(plan, fetcher);
        check = new SegmentCheck(fetcher, clocks);
        queue = new TaskQueue(SegmentTask.of(plan), fetcher);
        missing = new MissingMarks(plan, settings.maxMissing());
    }

    ThumbnailPlan plan() {
        return plan;
    }

    ThumbnailSettings settings() {
        return settings;
    }

    SegmentFetcher fetcher() {
        return fetcher;
    }

    RunClocks clocks() {
        return clocks;
    }

    SegmentCheck check() {
        return check;
    }

    FrameRule rule() {
        return rule;
    }

    ImageSizes sizes() {
        return sizes;
    }

    /** Notes marks that cannot be shown; when they are too many, the work ends soon. */
    void lost(SearchStep.Lost lost) {
        missing.add(lost);
        lost.marks().forEach(mark -> handOut(() -> sink.missing(mark.number())));
        if (missing.tooMany()) {
            queue.stop();
        }
    }

    /** Why a segment cannot be read, {@link PlannedSegment#GAP} for a gap; empty if it can, as far as is known. */
    Optional<String> unreadable(PlannedSegment segment) {
        String reason = segment.unavailable();
        if (segment.isGap()) {
            return Optional.of(PlannedSegment.GAP);
        }
        return reason == null
                ? Optional.ofNullable(unreadable.get(segment.index()))
                : Optional.of(SegmentName.of(segment) + ", cannot be read: " + reason);
    }

    /** Whether a segment is known to be without pictures, though nothing of it is damaged. */
    boolean hasNoFrames(PlannedSegment segment) {
        return withoutPictures.contains(segment.index());
    }

    void markWithoutFrames(PlannedSegment segment) {
        withoutPictures.add(segment.index());
    }

    void markUnreadable(PlannedSegment segment, String reason) {
        unreadable.putIfAbsent(segment.index(), reason);
    }

    /**
     * Hands a thumbnail out.
     *
     * @throws Aborted if whoever gets it has failed, which ends the work
     */
    void deliver(Mark mark, Picture picture) {
        picture.boxes().forEach(box -> sizes.made(mark, box, picture.size()));
        handOut(() -> sink.add(picture.of(mark)));
    }

    private void handOut(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw new Aborted(e);
        }
    }

    /** Unwinds a worker whose failure is noted already, and is not the film's. */
    private static final class Aborted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Aborted(RuntimeException cause) {
            super(cause);
        }
    }

    /**
     * The same again for the images that were made before the film had shown its largest picture: others have become wider or
     * higher since. Empty if there are none, as in every film of one shape.
     */
    Optional<ExtractionRun> ofOutgrown() {
        List<Mark> outgrown = sizes.outgrown(plan.marks());
        if (outgrown.isEmpty()) {
            return Optional.empty();
        }
        List<Mark> marks = sink.restart() ? plan.marks() : outgrown;
        ThumbnailPlan again =
                new ThumbnailPlan(plan.interval(), plan.duration(), plan.segments(), marks, plan.iFrames());
        return Optional.of(new ExtractionRun(again, settings, fetcher, sink, rule, sizes));
    }

    /** Lets workers work until all is done or one has failed. */
    Extraction execute(int workers) {
        return execute(workers, () -> new TimeLimit(TimeLimit.LIMIT, System::nanoTime));
    }

    Extraction execute(int workers, Supplier<TimeLimit> timeLimits) {
        plan.marks().stream().filter(plan::isInGap).forEach(mark -> sink.missing(mark.number()));
        WatchedThreads threads = new WatchedThreads();
        for (int i = 0; i < workers; i++) {
            TimeLimit timeLimit = timeLimits.get();
            threads.start("thumbnails-" + i, timeLimit, () -> work(timeLimit), this::end);
        }
        threads.join(queue::stop, this::end);
        WatchedThreads.rethrow(failure.get());
        missing.requireEnoughLeft(queue.emptied());
        return new Extraction(sizes.all(), missing.reasons(), fetcher.bytesRead(), framesDecoded.sum());
    }

    private void end(Throwable reason) {
        failure.compareAndSet(null, reason);
        queue.stop();
    }

    private void work(TimeLimit timeLimit) {
        try (SegmentWorker worker = new SegmentWorker(this, timeLimit)) {
            Optional<TaskQueue.Entry> next = queue.next();
            while (next.isPresent()) {
                worker.process(next.get().task(), next.get().bytes());
                next = queue.next();
            }
            framesDecoded.add(worker.framesDecoded());
        }
    }
}
