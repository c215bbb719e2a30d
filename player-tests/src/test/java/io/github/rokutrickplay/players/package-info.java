/**
 * Published thumbnails as players show them: each is asked for in a browser, and the number of its frame read off what is drawn.
 * Start with {@link io.github.rokutrickplay.players.ShakaIT}; a new form of output is a line in
 * {@link io.github.rokutrickplay.players.Form}.
 */
@NullMarked
package io.github.rokutrickplay.players;

import org.jspecify.annotations.NullMarked;
