/**
 * Which frame a mark shows, and in which segment to look for it next. Pure. In: timestamps in decode order. Out: a
 * {@link io.github.rokutrickplay.generator.video.search.Choice} for each mark. Start
 * with {@link io.github.rokutrickplay.generator.video.search.FrameRule}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.search;

import org.jspecify.annotations.NullMarked;
