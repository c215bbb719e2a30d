/**
 * Publishes an asset's thumbnails: image media playlists, then their lines in the main playlist, then the message that
 * clears them from the cache. Start with {@link io.github.rokutrickplay.manifest.PublishManifests}.
 */
@NullMarked
package io.github.rokutrickplay.manifest;

import org.jspecify.annotations.NullMarked;
