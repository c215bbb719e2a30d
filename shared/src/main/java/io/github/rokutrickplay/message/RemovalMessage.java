package io.github.rokutrickplay.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rokutrickplay.failure.PermanentFailure;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells manifest-updater to take a film's trick play out again. It names no {@code hls_url}: an updater that does not know it refuses it
 * instead of publishing.
 *
 * @param mediaPath the asset's folder; its final slash may be missing
 * @param bucket where the thumbnails are
 * @param hlsUrls the film's main playlists, each {@code s3://bucket/key}; none for a film of files or DASH only
 * @param dashUrls likewise its MPDs
 */
public record RemovalMessage(
        Action action,
        String mediaKey,
        String mediaPath,
        String bucket,
        List<String> hlsUrls,
        List<String> dashUrls,
        @Nullable String requestId,
        @Nullable String jobId)
        implements UpdaterMessage {

    /** The two steps of a removal. */
    public enum Action {
        /** Take out what names the thumbnails, clear the cache, and have the rest deleted later. */
        @JsonProperty("remove_trick_play")
        REMOVE,
        /** Delete what nothing has named for half an hour. */
        @JsonProperty("delete_removed")
        DELETE
    }

    @SuppressWarnings("ConstantValue") // Jackson passes null for what is missing
    public RemovalMessage {
        if (action == null || mediaKey == null || mediaPath == null || bucket == null) {
            throw new PermanentFailure(
                    "a removal message needs action, media_key, media_path and bucket; it has action=" + action
                            + ", media_key=" + mediaKey + ", media_path=" + mediaPath + ", bucket=" + bucket);
        }
        hlsUrls = hlsUrls == null ? List.of() : List.copyOf(hlsUrls);
        dashUrls = dashUrls == null ? List.of() : List.copyOf(dashUrls);
    }

    @Override
    public @Nullable String film() {
        return Stream.concat(hlsUrls.stream(), dashUrls.stream()).findFirst().orElse(null);
    }

    /** The second step of the same removal. */
    public RemovalMessage toDelete() {
        return new RemovalMessage(Action.DELETE, mediaKey, mediaPath, bucket, hlsUrls, dashUrls, requestId, jobId);
    }
}
