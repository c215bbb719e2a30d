package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.config.ThumbnailBox;
import io.github.rokutrickplay.generator.picture.YuvImage;
import io.github.rokutrickplay.hls.Resolution;
import java.util.List;

/** A thumbnail in one size, lent to whoever it is handed to until that returns. */
public interface Thumbnail {

    /** The image's number, from 1: that of its mark. */
    int number();

    /** The sizes that it is for, smallest first: one, or several that come to the same. */
    List<ThumbnailBox> boxes();

    /** The smallest of them, whose name the image gets. */
    default ThumbnailBox box() {
        return boxes().getFirst();
    }

    /** What it measures. */
    Resolution size();

    /** A baseline JPEG, encoded when it is first asked for; not to be changed. */
    byte[] jpeg();

    /** The pixels that the JPEG is made of; not to be changed. */
    YuvImage pixels();
}
