/**
 * Frames of a film, found in the plainest way there is: all of a stretch are decoded, and looked at in a size in which small differences
 * of colour and coding do not tell. The only package of verify that touches FFmpeg's libraries. Start with {@link
 * io.github.rokutrickplay.local.verify.frames.FilmDecoder}.
 */
@NullMarked
package io.github.rokutrickplay.local.verify.frames;

import org.jspecify.annotations.NullMarked;
