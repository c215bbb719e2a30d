/**
 * MPEG-TS (ISO/IEC 13818-1): program tables, and the PIDs that they give the video. In: packets of 188 bytes. Start
 * with {@link io.github.rokutrickplay.generator.video.transport.ProgramFollower}.
 */
@NullMarked
package io.github.rokutrickplay.generator.video.transport;

import org.jspecify.annotations.NullMarked;
