package io.github.rokutrickplay.generator.output;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.plan.Thumbnail;
import io.github.rokutrickplay.message.AssetNames;
import java.util.function.Predicate;

/** An object for each thumbnail. What comes again is written again, under the same key. */
final class SingleImages implements ThumbnailOutput {

    private final AssetNames names;
    private final Predicate<ThumbnailBox> wanted;
    private final ObjectUploads uploads;

    /**
     * @param wanted the boxes of which there are images
     */
    SingleImages(AssetNames names, Predicate<ThumbnailBox> wanted, ObjectUploads uploads) {
        this.names = names;
        this.wanted = wanted;
        this.uploads = uploads;
    }

    @Override
    public void add(Thumbnail thumbnail) {
        if (wanted.test(thumbnail.box())) {
            uploads.add(names.imageKey(thumbnail.box().name(), thumbnail.number()), thumbnail.jpeg());
        }
    }

    @Override
    public void missing(int number) {}

    @Override
    public boolean restart() {
        return false;
    }

    @Override
    public void finish() {}
}
