package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.config.ThumbnailBox;

/**
 * A thumbnail in one size.
 *
 * @param number the image's number, from 1: that of its mark
 * @param box which of the sizes it is; of several that come to the same, the smallest
 * @param jpeg a baseline JPEG; not copied, and not to be changed
 */
public record Thumbnail(int number, ThumbnailBox box, byte[] jpeg) {}
