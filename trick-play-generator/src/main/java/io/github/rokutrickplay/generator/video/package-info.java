/**
 * From media segments to thumbnails. In: a {@link io.github.rokutrickplay.generator.plan.ThumbnailPlan}. Out: a JPEG for each mark
 * and size. Its rooms are the only packages that know FFmpeg's libraries; each may use those before it: {@code libav},
 * {@code timeline}, {@code codec}, {@code transport}, {@code fetch}, {@code demux}, {@code clock}, {@code search},
 * {@code decode}, {@code loss}, {@code thumbnail}, and this one, which puts workers to work. Start with {@link
 * io.github.rokutrickplay.generator.video.ThumbnailExtractor}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video;

import org.jspecify.annotations.NullMarked;
