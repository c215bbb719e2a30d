package io.github.rokutrickplay.generator.video.loss;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.PlannedSegment;
import io.github.rokutrickplay.generator.plan.SegmentName;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.search.SearchStep;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/**
 * The marks without a thumbnail: those in gaps that the playlist declares, which are content, and those whose frame the
 * film's damage does not allow to show, of which no more may be than the settings allow. For many threads.
 *
 * <p>Where anything may be missing at all, one loss may: a thumbnail, or all thumbnails of one segment where another
 * segment has some (docs/decisions/0022).
 */
public final class MissingMarks {

    private static final int REASONS_SHOWN = 3;

    private final ThumbnailPlan plan;
    private final BigDecimal maxShare;
    private final int allowed;
    /** Whether the loss of one segment is borne whatever the share: there are others. */
    private final boolean segmentMayBeLost;

    private final SortedMap<Integer, String> gaps = new ConcurrentSkipListMap<>();
    private final SortedMap<Integer, String> lost = new ConcurrentSkipListMap<>();
    private final Set<Integer> lostSegments = new ConcurrentSkipListSet<>();

    /**
     * @param maxShare of the marks outside gaps, from 0 (none may be missing) to 1
     */
    public MissingMarks(ThumbnailPlan plan, BigDecimal maxShare) {
        this.plan = plan;
        this.maxShare = maxShare;
        Set<Integer> segments = new HashSet<>();
        for (Mark mark : plan.marks()) {
            if (plan.isInGap(mark)) {
                gaps.put(mark.number(), PlannedSegment.GAP);
            } else {
                segments.add(mark.segment());
            }
        }
        boolean any = maxShare.signum() > 0;
        int share = maxShare.multiply(BigDecimal.valueOf(wanted()))
                .setScale(0, RoundingMode.FLOOR)
                .intValueExact();
        allowed = any ? Math.max(1, share) : 0;
        segmentMayBeLost = any && segments.size() > 1;
    }

    /** How many marks lie in no gap. */
    private int wanted() {
        return plan.marks().size() - gaps.size();
    }

    /** At the edge of a gap a mark's frame may be what the gap has taken. */
    public void add(SearchStep.Lost found) {
        for (Mark mark : found.marks()) {
            if (found.reason().equals(PlannedSegment.GAP)) {
                gaps.put(mark.number(), found.reason());
            } else {
                lost.putIfAbsent(mark.number(), found.reason());
                lostSegments.add(mark.segment());
            }
        }
    }

    public boolean tooMany() {
        return lost.size() > allowed && !(segmentMayBeLost && lostSegments.size() == 1);
    }

    /** Why there is no thumbnail, by the marks' numbers. */
    public SortedMap<Integer, String> reasons() {
        SortedMap<Integer, String> reasons = new TreeMap<>(gaps);
        reasons.putAll(lost);
        return reasons;
    }

    /**
     * @param allTried whether no mark was left out when the work ended early
     * @throws PermanentFailure if more are missing than allowed, or nothing else is left
     */
    public void requireEnoughLeft(boolean allTried) {
        if (tooMany()) {
            throw new PermanentFailure((allTried ? "" : "at least ") + lost.size() + " of " + wanted()
                    + " thumbnails cannot be made, and MAX_MISSING_THUMBNAILS=" + maxShare.toPlainString()
                    + " allows " + allowed + (segmentMayBeLost ? ", or all of one segment" : "") + ": "
                    + firstReasons());
        }
        int all = plan.marks().size();
        if (lost.size() + gaps.size() == all) {
            throw new PermanentFailure("none of " + all + " thumbnails can be made: "
                    + (lost.isEmpty() ? PlannedSegment.GAP : firstReasons()));
        }
    }

    private String firstReasons() {
        Map<String, Integer> firsts = new TreeMap<>();
        lost.forEach((number, reason) -> firsts.putIfAbsent(reason, number));
        String shown = firsts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(REASONS_SHOWN)
                .map(reason -> "at " + SegmentName.of(time(reason.getValue())) + ": " + reason.getKey())
                .collect(Collectors.joining("; "));
        return firsts.size() > REASONS_SHOWN ? shown + "; and more" : shown;
    }

    private Duration time(int number) {
        return plan.marks().stream()
                .filter(mark -> mark.number() == number)
                .map(Mark::time)
                .findFirst()
                .orElseThrow();
    }
}
