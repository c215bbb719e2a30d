package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.config.ThumbnailSettings;
import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.storage.ObjectStore;
import java.util.function.Consumer;

/** TEMPORARY: the engine's. */
public final class ThumbnailExtractor {
    public ThumbnailExtractor(ObjectStore store, ThumbnailSettings settings, int workers) {}

    public Extraction extract(ThumbnailPlan plan, Consumer<Thumbnail> sink) {
        return new Extraction(java.util.Map.of(), new java.util.TreeSet<>(), 0, 0);
    }
}
