package io.github.rokutrickplay.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a segment lies in the film.
 *
 * @param first its first frame
 * @param end the frame after its last
 * @param run how many discontinuities lie before it
 * @param runFirst the first frame of its run
 */
record Cut(int first, int end, int run, int runFirst) {

    /** All segments of a film: cut at every discontinuity, and in between after whole segments. */
    static List<Cut> of(FilmSpec film) {
        List<Integer> runs = new ArrayList<>(List.of(0));
        film.discontinuities().stream()
                .map(film::firstFrameAt)
                .filter(frame -> frame > 0 && frame < film.frames())
                .forEach(runs::add);
        int length = film.framesIn(film.segment());
        List<Cut> cuts = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            int runFirst = runs.get(run);
            int runEnd = run + 1 < runs.size() ? runs.get(run + 1) : film.frames();
            for (int first = runFirst; first < runEnd; first += length) {
                cuts.add(new Cut(first, Math.min(first + length, runEnd), run, runFirst));
            }
        }
        return cuts;
    }
}
