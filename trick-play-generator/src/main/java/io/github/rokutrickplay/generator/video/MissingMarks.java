package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.generator.plan.Mark;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** The marks whose frame a film's damage does not allow to show, and how many of them are allowed. For many threads. */
final class MissingMarks {

    private static final int REASONS_SHOWN = 3;

    private final ThumbnailPlan plan;
    private final BigDecimal maxShare;
    private final int allowed;
    private final SortedMap<Integer, String> reasons = new ConcurrentSkipListMap<>();

    /**
     * @param maxShare of all marks, from 0 to 1
     */
    MissingMarks(ThumbnailPlan plan, BigDecimal maxShare) {
        this.plan = plan;
        this.maxShare = maxShare;
        allowed = maxShare.multiply(BigDecimal.valueOf(plan.marks().size()))
                .setScale(0, RoundingMode.FLOOR)
                .intValueExact();
    }

    void add(SearchStep.Lost lost) {
        lost.marks().forEach(mark -> reasons.putIfAbsent(mark.number(), lost.reason()));
    }

    boolean tooMany() {
        return reasons.size() > allowed;
    }

    /** By the marks' numbers. */
    SortedMap<Integer, String> reasons() {
        return reasons;
    }

    /**
     * Adds the marks without a frame behind them that are not the film's last: nothing was seen to be damaged, but a later
     * mark has a frame.
     *
     * @return those that were added
     */
    Set<Integer> addMiddle(NavigableSet<Integer> withoutFrame) {
        Set<Integer> middle = new TreeSet<>(withoutFrame);
        for (int i = plan.marks().size() - 1; i >= 0; i--) {
            int number = plan.marks().get(i).number();
            if (!withoutFrame.contains(number) && !reasons.containsKey(number)) {
                break;
            }
            middle.remove(number);
        }
        middle.forEach(number -> reasons.putIfAbsent(
                number, "there is no frame at or after it, though there is one after a later mark"));
        return middle;
    }

    /**
     * @param allTried whether no mark was left out when the work ended early
     * @param withoutFrame how many marks lie behind the film's last frame
     * @throws PermanentFailure if more are missing than allowed, or nothing else is left
     */
    void requireEnoughLeft(boolean allTried, int withoutFrame) {
        int all = plan.marks().size();
        if (tooMany()) {
            throw new PermanentFailure((allTried ? "" : "at least ") + reasons.size() + " of " + all
                    + " thumbnails cannot be made, and MAX_MISSING_THUMBNAILS=" + maxShare.toPlainString()
                    + " allows " + allowed + ": " + firstReasons());
        }
        if (!reasons.isEmpty() && reasons.size() + withoutFrame == all) {
            throw new PermanentFailure("none of " + all + " thumbnails can be made: " + firstReasons());
        }
    }

    private String firstReasons() {
        Map<String, Integer> firsts = new TreeMap<>();
        reasons.forEach((number, reason) -> firsts.putIfAbsent(reason, number));
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
