package io.github.rokutrickplay.generator.video.search;

import io.github.rokutrickplay.generator.plan.Mark;
import java.util.List;

/** What comes next in the search for the frames of some marks. */
public sealed interface SearchStep permits Visit, SearchStep.Lost {

    /** They cannot be found: the film is damaged. */
    public record Lost(List<Mark> marks, String reason) implements SearchStep {}
}
