/**
 * Which rendition or file of an asset is read, and its plan. In: an asset's playlists and tables, read from the store. Out: a
 * {@link io.github.rokutrickplay.generator.source.Source}, or why nothing can be used. Start with {@link
 * io.github.rokutrickplay.generator.source.SourceSelection}.
 */
@NullMarked
package io.github.rokutrickplay.generator.source;

import org.jspecify.annotations.NullMarked;
