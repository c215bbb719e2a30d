/**
 * From the bytes of media segments to thumbnails: the only package that knows FFmpeg's libraries. Start with {@link
 * io.github.rokutrickplay.generator.video.ThumbnailExtractor}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video;

import org.jspecify.annotations.NullMarked;
