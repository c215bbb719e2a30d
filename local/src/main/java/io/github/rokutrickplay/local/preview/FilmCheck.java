package io.github.rokutrickplay.local.preview;

import io.github.rokutrickplay.local.verify.Finding;
import java.util.List;
import java.util.Optional;

/** What a check of a published film says; asked for anew each time that somebody wants to know. */
@FunctionalInterface
public interface FilmCheck {

    /** For films that nobody checks. */
    FilmCheck NONE = Optional::empty;

    /**
     * What was found, which may be nothing; empty if nobody has looked.
     *
     * @throws io.github.rokutrickplay.failure.PipelineException if the film cannot be checked
     */
    Optional<List<Finding>> findings();
}
