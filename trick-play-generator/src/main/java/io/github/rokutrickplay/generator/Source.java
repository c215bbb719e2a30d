package io.github.rokutrickplay.generator;

import io.github.rokutrickplay.generator.plan.ThumbnailPlan;
import io.github.rokutrickplay.storage.S3Location;
import org.jspecify.annotations.Nullable;

/**
 * What an asset's thumbnails are taken from, and how.
 *
 * @param mainPlaylist the multivariant playlist that led to it; null for a file
 * @param media the media playlist that is decoded, or the file
 * @param etag its ETag
 * @param planBytes how much of a file was read for the plan
 */
record Source(@Nullable S3Location mainPlaylist, S3Location media, String etag, ThumbnailPlan plan, long planBytes) {

    Source(S3Location mainPlaylist, S3Location playlist, String etag, ThumbnailPlan plan) {
        this(mainPlaylist, playlist, etag, plan, 0);
    }
}
