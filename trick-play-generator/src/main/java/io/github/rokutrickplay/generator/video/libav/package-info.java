/**
 * What FFmpeg's libraries need around them: their loading, their errors, and threads that may not come back. A call is held to
 * a {@link io.github.rokutrickplay.generator.video.libav.TimeLimit}. Knows nothing of segments but their names in messages. Start
 * with {@link io.github.rokutrickplay.generator.video.libav.TimeLimit}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.libav;

import org.jspecify.annotations.NullMarked;
