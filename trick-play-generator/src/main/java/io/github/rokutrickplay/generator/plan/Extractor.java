package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.generator.picture.YuvImage;
import java.time.Duration;

/**
 * Carries out a plan, and answers what a plan needs to know of the media. The one seam between what is decided of a film
 * and what is decoded of it.
 *
 * <p>Every method throws {@link io.github.rokutrickplay.failure.PermanentFailure} where the media cannot be read, and {@link
 * io.github.rokutrickplay.failure.TransientFailure} where another try may succeed.
 */
public interface Extractor {

    /**
     * @param sink gets each thumbnail, and hears of each that is missing
     */
    Extraction extract(ThumbnailPlan plan, ThumbnailSink sink);

    /** A baseline JPEG, of the quality of all others. */
    byte[] jpeg(YuvImage picture);

    /** What the beginning of a segment says of the video in it. */
    VideoStream probe(PlannedSegment segment);

    /** How long a run is by its timestamps. */
    Duration length(Run run);

    /** The timestamp, as it stands, of what a segment plays first, picture or sound. */
    Duration firstTimestamp(PlannedSegment segment);
}
