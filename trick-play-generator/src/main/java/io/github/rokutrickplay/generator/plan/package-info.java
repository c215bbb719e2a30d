/**
 * From a media playlist to what has to be decoded, without any I/O. Start with {@link
 * io.github.rokutrickplay.generator.plan.ThumbnailPlan}.
 */
@NullMarked
package io.github.rokutrickplay.generator.plan;

import org.jspecify.annotations.NullMarked;
