package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.storage.S3Location;

/**
 * What an asset's thumbnails are taken from, and how.
 *
 * @param mainPlaylist the multivariant playlist that led to it
 * @param playlist the media playlist that is decoded
 * @param playlistEtag its ETag
 */
record Source(S3Location mainPlaylist, S3Location playlist, String playlistEtag, ThumbnailPlan plan) {}
