package io.github.rokutrickplay.generator.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The marks that one segment covers.
 *
 * @param marks at least one, ascending
 */
public record SegmentTask(PlannedSegment segment, List<Mark> marks) {

    /** All marks that have a frame to look for: in a gap that the playlist declares there is none, whatever lies around it. */
    public static List<SegmentTask> of(ThumbnailPlan plan) {
        List<SegmentTask> tasks = new ArrayList<>();
        List<Mark> all =
                plan.marks().stream().filter(mark -> !plan.isInGap(mark)).toList();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Mark mark = all.get(i);
            marks.add(mark);
            boolean last = i + 1 == all.size() || all.get(i + 1).segment() != mark.segment();
            if (last) {
                tasks.add(new SegmentTask(plan.segments().get(mark.segment()), List.copyOf(marks)));
                marks.clear();
            }
        }
        return tasks;
    }
}
