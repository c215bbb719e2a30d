package io.github.rokutrickplay.sources;

import java.util.ArrayList;
import java.util.List;

/**
 * What a film presents, found out by others than us: each frame's time, and the number that it carries.
 *
 * @param frames in the order of presentation
 * @param seconds the film's length
 */
record Truth(List<Frame> frames, double seconds) {

    /** Times are read with six digits. */
    private static final double ROUNDING = 2e-6;

    /**
     * @param seconds the presentation time
     * @param number read off the picture; -1 where it carries none
     * @param length of a frame in this part of the film, in seconds
     */
    record Frame(double seconds, int number, double length) {}

    Truth {
        frames = List.copyOf(frames);
    }

    /** How many marks there are: those that start before the film ends. */
    int marks(double interval) {
        return (int) Math.ceil((seconds - ROUNDING) / interval);
    }

    /**
     * The numbers of the frames to be shown: for each k the last whose time is at most k x interval and half a frame; the first
     * of all where there is none.
     */
    List<Integer> shown(double interval) {
        return at(interval).stream().map(Frame::number).toList();
    }

    /** The frames to be shown, in the order of their marks. */
    List<Frame> at(double interval) {
        List<Frame> shown = new ArrayList<>();
        for (int mark = 0; mark < marks(interval); mark++) {
            double time = mark * interval;
            frames.stream()
                    .filter(frame -> frame.seconds() - ROUNDING <= time + frame.length() / 2)
                    .reduce((earlier, later) -> later)
                    .or(() -> frames.stream().findFirst())
                    .ifPresent(shown::add);
        }
        return shown;
    }
}
