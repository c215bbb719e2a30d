package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.Extraction;
import io.github.rokutrickplay.generator.video.Thumbnail;
import java.util.function.Consumer;

/** Makes the thumbnails of a plan. */
@FunctionalInterface
public interface ThumbnailMaker {

    /**
     * @param sink gets each thumbnail, from several threads at once and in no order; what it throws ends the work
     */
    Extraction extract(ThumbnailPlan plan, Consumer<Thumbnail> sink);
}
