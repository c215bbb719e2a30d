package io.github.rokutrickplay.generator.mp4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a film shows when: its samples through its edit list (ISO/IEC 14496-12 section 8.6.6). Frames outside of the edits
 * are not shown, though others may refer to them.
 */
final class Presentation {

    private final SampleTable table;
    private final FrameOrder order;
    private final Timescale media;
    private final List<ShownSpan> spans;

    Presentation(Movie movie, SampleTable table) {
        this.table = table;
        order = new FrameOrder(table);
        media = new Timescale(movie.video().timescale());
        spans = movie.video().edits().isEmpty() ? List.of(whole()) : spans(movie);
        if (spans.isEmpty()) {
            throw new Mp4Exception("has an edit list (elst) that presents nothing of its media");
        }
    }

    private ShownSpan whole() {
        long length = Math.max(0, order.end() - table.origin());
        return new ShownSpan(Duration.ZERO, media.duration(length), table.origin(), order.end());
    }

    private List<ShownSpan> spans(Movie movie) {
        Timescale timescale = new Timescale(movie.timescale());
        List<ShownSpan> found = new ArrayList<>();
        long at = 0;
        for (Edit edit : movie.video().edits()) {
            if (!edit.isEmpty()) {
                span(timescale, at, edit).ifPresent(found::add);
            }
            at += edit.duration();
            if (at < 0) {
                throw Mp4Exception.bad("elst", "its edits are longer together than a number is large");
            }
        }
        if (!found.isEmpty()) {
            found.add(withinMedia(found.removeLast()));
        }
        return found;
    }

    /**
     * What an edit shows; nothing if it holds no frame. An edit that starts in the middle of a frame starts with the next
     * one, which is then presented at the edit's start: so do FFmpeg, and all players that are made with it.
     */
    private Optional<ShownSpan> span(Timescale timescale, long at, Edit edit) {
        int first = order.firstAtOrAfter(edit.mediaTime());
        // No duration: as a fragmented file says that it is not known.
        long to = edit.duration() == 0
                ? order.end()
                : edit.mediaTime() + media.units(timescale.duration(edit.duration()));
        if (first == order.count() || order.time(first) >= to) {
            return Optional.empty();
        }
        Duration start = timescale.duration(at);
        Duration end = edit.duration() == 0
                ? start.plus(media.duration(to - order.time(first)))
                : timescale.duration(at + edit.duration());
        return Optional.of(new ShownSpan(start, end, order.time(first), to));
    }

    /** Nothing is presented behind the last frame, however long the edit is. */
    private ShownSpan withinMedia(ShownSpan last) {
        Duration end = last.start().plus(media.duration(order.end() - last.mediaFrom()));
        return end.compareTo(last.end()) < 0
                ? new ShownSpan(last.start(), end, last.mediaFrom(), last.mediaTo())
                : last;
    }

    /** How long the film is. */
    Duration duration() {
        return spans.getLast().end();
    }

    /**
     * The sample of the first frame that is presented at or after a time, less half a frame.
     *
     * @return -1 if there is none
     */
    int firstAtOrAfter(Duration time) {
        for (ShownSpan span : spans) {
            int place = span.end().compareTo(time) > 0 ? firstAtOrAfter(span, time) : order.count();
            if (place < order.count() && order.time(place) < span.mediaTo()) {
                return order.sample(place);
            }
        }
        return -1;
    }

    private int firstAtOrAfter(ShownSpan span, Duration time) {
        Duration into = time.compareTo(span.start()) > 0 ? time.minus(span.start()) : Duration.ZERO;
        long target = span.mediaFrom() + Math.ceilDiv(media.halfUnits(into) - order.frameLength(), 2);
        return order.firstAtOrAfter(Math.max(span.mediaFrom(), target));
    }

    /**
     * The sample of the key frame that is presented nearest to a time, in the same edit.
     *
     * @return -1 if there is none
     */
    int nearestKey(Duration time) {
        ShownSpan span = spans.stream()
                .filter(candidate -> candidate.end().compareTo(time) > 0)
                .findFirst()
                .orElse(spans.getLast());
        long wanted = span.mediaFrom() + media.units(time.minus(span.start()));
        int from = firstAtOrAfter(span, span.start());
        int to = order.firstAtOrAfter(span.mediaTo());
        int after = Math.clamp(order.firstAtOrAfter(wanted), from, Math.max(from, to));
        int before = after - 1;
        while (after < to && !isKey(after)) {
            after++;
        }
        while (before >= from && !isKey(before)) {
            before--;
        }
        if (after >= to && before < from) {
            return -1;
        }
        if (before < from) {
            return order.sample(after);
        }
        boolean later = after < to && order.time(after) - wanted < wanted - order.time(before);
        return order.sample(later ? after : before);
    }

    private boolean isKey(int place) {
        return table.isSync(order.sample(place));
    }
}
