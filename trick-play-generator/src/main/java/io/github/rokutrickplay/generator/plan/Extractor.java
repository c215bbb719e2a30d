package io.github.rokutrickplay.generator.plan;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Carries out a plan, and answers what a plan needs to know of the media. The one seam between what is decided of a film
 * and what is decoded of it.
 *
 * <p>Every method throws {@link io.github.rokutrickplay.failure.PermanentFailure} where the media cannot be read, and {@link
 * io.github.rokutrickplay.failure.TransientFailure} where another try may succeed.
 */
public interface Extractor {

    /**
     * @param sink gets each thumbnail, from several threads at once and in no order; what it throws ends the work. Boxes that
     *     come to one size have one image, by the name of the smallest; what comes again replaces what came before
     */
    Extraction extract(ThumbnailPlan plan, Consumer<Thumbnail> sink);

    /** What the beginning of a segment says of the video in it. */
    VideoStream probe(PlannedSegment segment);

    /** How long a run is by its timestamps. */
    Duration length(Run run);

    /** The timestamp, as it stands, of what a segment plays first, picture or sound. */
    Duration firstTimestamp(PlannedSegment segment);
}
