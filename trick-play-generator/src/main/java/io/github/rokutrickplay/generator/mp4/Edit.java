package io.github.rokutrickplay.generator.mp4;

/**
 * An entry of an edit list (ISO/IEC 14496-12 section 8.6.6).
 *
 * @param duration of what it presents, in the movie's time scale; 0 for all that is left of the media
 * @param mediaTime where in the media it starts, in the media's time scale; {@value #EMPTY} where nothing is presented
 */
record Edit(long duration, long mediaTime) {

    static final long EMPTY = -1;

    boolean isEmpty() {
        return mediaTime == EMPTY;
    }
}
