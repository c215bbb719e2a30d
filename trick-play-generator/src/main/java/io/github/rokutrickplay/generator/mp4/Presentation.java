package io.github.rokutrickplay.generator.mp4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a film shows when: its samples through its edit list (ISO/IEC 14496-12 section 8.6.6). Frames outside of the edits
 * are not shown, though others may refer to them. A picture stays on the screen until the next one: between edits that leave
 * a gap, and behind the last one for as long as the sound goes on.
 */
final class Presentation {

    /** Tracks of one film end within a frame of each other, or an audio frame: that makes no film longer. */
    private static final Duration SAME_END = Duration.ofSeconds(1);

    private final SampleTable table;
    private final FrameOrder order;
    private final Timescale media;
    private final List<ShownSpan> spans;
    private final Duration duration;

    /**
     * @param soundEnd when the last of the sound is over; zero where there is none
     */
    Presentation(Movie movie, SampleTable table, Duration soundEnd) {
        this.table = table;
        order = new FrameOrder(table, movie.video().timescale());
        media = new Timescale(movie.video().timescale());
        spans = movie.video().edits().isEmpty() ? List.of(whole()) : spans(movie);
        if (spans.isEmpty()) {
            throw new Mp4Exception("has an edit list (elst) that presents nothing of its media");
        }
        Duration pictures = spans.getLast().end();
        duration = soundEnd.minus(pictures).compareTo(SAME_END) > 0 ? soundEnd : pictures;
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
     * sample, which is then presented at the edit's start, or would be if it could be decoded: so do FFmpeg, and all players
     * that are made with it.
     */
    private Optional<ShownSpan> span(Timescale timescale, long at, Edit edit) {
        int first = order.firstAtOrAfter(edit.mediaTime());
        long from = order.firstSampleAtOrAfter(edit.mediaTime());
        // No duration: as a fragmented file says that it is not known.
        long to = edit.duration() == 0
                ? order.end()
                : edit.mediaTime() + media.units(timescale.duration(edit.duration()));
        if (first == order.count() || order.time(first) >= to) {
            return Optional.empty();
        }
        Duration start = timescale.duration(at);
        Duration end =
                edit.duration() == 0 ? start.plus(media.duration(to - from)) : timescale.duration(at + edit.duration());
        return Optional.of(new ShownSpan(start, end, from, to));
    }

    /** The film's last frame is presented for as long as the media says, however long the edit is. */
    private ShownSpan withinMedia(ShownSpan last) {
        Duration end = last.start().plus(media.duration(order.end() - last.mediaFrom()));
        return end.compareTo(last.end()) < 0
                ? new ShownSpan(last.start(), end, last.mediaFrom(), last.mediaTo())
                : last;
    }

    /** How long the film is: its pictures, or its sound where that goes on for longer. */
    Duration duration() {
        return duration;
    }

    /**
     * The sample of the frame that is on the screen at a time: the last that is presented at or before it, half a frame
     * given; the film's first where there is none.
     */
    int lastAtOrBefore(Duration time) {
        for (int i = lastStarted(time.plus(media.duration(order.frameLength()))); i >= 0; i--) {
            int place = lastAtOrBefore(spans.get(i), time);
            if (place >= 0) {
                return order.sample(place);
            }
        }
        int first = order.firstAtOrAfter(spans.getFirst().mediaFrom());
        return order.sample(Math.min(first, order.count() - 1));
    }

    /** The number of the last span that starts at a time or before it; -1 if there is none. */
    private int lastStarted(Duration time) {
        int from = 0;
        int to = spans.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (spans.get(middle).start().compareTo(time) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    /** The place of the last frame of a span that is presented at a time or before it; -1 if there is none. */
    private int lastAtOrBefore(ShownSpan span, Duration time) {
        long halves = media.halfUnits(time.minus(span.start())) + order.frameLength();
        int from = order.firstAtOrAfter(span.mediaFrom());
        int behind = order.firstAtOrAfter(span.mediaFrom() + Math.floorDiv(halves, 2) + 1);
        int last = Math.min(behind, order.firstAtOrAfter(span.mediaTo())) - 1;
        return last < from ? -1 : last;
    }

    /**
     * The sample of the key frame that is presented nearest to a time, in the same edit.
     *
     * @return -1 if there is none
     */
    int nearestKey(Duration time) {
        ShownSpan span = spans.get(Math.max(0, lastStarted(time)));
        long wanted = span.mediaFrom() + media.units(time.minus(span.start()));
        int from = order.firstAtOrAfter(span.mediaFrom());
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
