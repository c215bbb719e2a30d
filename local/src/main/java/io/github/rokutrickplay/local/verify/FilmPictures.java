package io.github.rokutrickplay.local.verify;

import io.github.rokutrickplay.local.verify.frames.FilmFrame;
import java.util.List;

/** Where frames of the film are to be had. */
interface FilmPictures {

    /**
     * Frames before, at and after a time, in order; their times are those of the presentation.
     *
     * @throws io.github.rokutrickplay.local.verify.frames.UndecodableFilmException if they cannot be decoded
     * @throws io.github.rokutrickplay.local.verify.objects.UnreadableObjectException if they cannot be read
     */
    List<FilmFrame> around(long us);

    /** What a presentation's times may be off from those of the frames, for either reading of the file may be meant. */
    default List<Long> offsetsUs() {
        return List.of(0L);
    }

    /** How exactly the times of frames are known. */
    long toleranceUs();
}
