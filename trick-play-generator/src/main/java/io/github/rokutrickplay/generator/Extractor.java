package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.generator.video.Extraction;
import io.github.rokutrickplay.generator.video.Thumbnail;
import java.util.function.Consumer;

/** Carries out a plan. The one seam between what is decided of a film and what is decoded of it. */
@FunctionalInterface
public interface Extractor {

    /**
     * @param sink gets each thumbnail, from several threads at once and in no order; what it throws ends the work
     */
    Extraction extract(ThumbnailPlan plan, Consumer<Thumbnail> sink);
}
