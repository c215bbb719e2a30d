/** Playlist text as a list of lines, and the few tags that we need parsed out of it. Start with {@link io.github.rokutrickplay.hls.PlaylistText}. Depends on the JDK alone. */
@NullMarked
package io.github.rokutrickplay.hls;

import org.jspecify.annotations.NullMarked;
