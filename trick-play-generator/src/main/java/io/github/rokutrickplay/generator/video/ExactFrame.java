package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.generator.plan.Mark;
import java.util.OptionalInt;

/** The first frame in presentation order at or after the mark, half a frame given for rounding. */
final class ExactFrame implements FrameRule {

    @Override
    public boolean enough(PacketIndex index, RunClock clock, Mark mark) {
        return index.settled(clock.target(mark.time()));
    }

    @Override
    public boolean before(PacketIndex index, RunClock clock, Mark mark) {
        return index.firstAtOrAfter(clock.target(mark.time())).isEmpty();
    }

    @Override
    public Choice choose(View view, Mark mark, Direction direction) {
        PacketIndex index = view.index();
        OptionalInt found = index.firstAtOrAfter(view.clock().target(mark.time()));
        while (found.isPresent()
                && view.firstOfRun()
                && index.decodeStart(found.getAsInt()).isEmpty()) {
            // A leading picture whose reference was cut off: the next frame is the first that can be shown.
            found = index.firstAtOrAfter(index.pts(found.getAsInt()) + 1);
        }
        if (found.isEmpty()) {
            return Choice.Elsewhere.NEXT;
        }
        int packet = found.getAsInt();
        long late = index.pts(packet) - view.clock().timestamp(mark.time());
        boolean mayBeEarlier = direction != Direction.FORWARD && !view.firstOfRun();
        if (mayBeEarlier && late >= view.clock().frame() && index.presentedFirst(packet)) {
            return Choice.Elsewhere.PREVIOUS;
        }
        return new Choice.Frame(packet);
    }
}
