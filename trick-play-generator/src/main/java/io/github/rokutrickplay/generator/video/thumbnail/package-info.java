/**
 * From a decoded frame to JPEGs: deinterlaced, tone-mapped, scaled, turned and letterboxed as {@code generator.picture} has decided.
 * In: frames, any format that libav decodes. Out: bytes of a JPEG for each size in pixels. Start
 * with {@link io.github.rokutrickplay.generator.video.thumbnail.ThumbnailMaker}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.thumbnail;

import org.jspecify.annotations.NullMarked;
