/** Checks what was published of a film, by reading it as a player does: nothing of what wrote it is used but the playlist parser. */
@NullMarked
package io.github.rokutrickplay.local.verify;

import org.jspecify.annotations.NullMarked;
