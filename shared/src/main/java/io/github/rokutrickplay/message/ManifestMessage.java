package io.github.rokutrickplay.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What trick-play-generator tells manifest-updater. The first six fields are the published contract and all that another
 * producer has to send.
 *
 * @param mediaPath the asset's folder; its final slash may be missing
 * @param hlsUrl the main playlist, {@code s3://bucket/key}; null for a film of files or DASH only, whose index tells all
 * @param smallThumbnails the images' keys in the order of their times; null when the lists would make the message too large
 * @param bigThumbnails likewise
 * @param indexUrl the {@link ThumbnailIndex} object, {@code s3://bucket/key}; null from another producer
 * @param jobId the MediaConvert job, where there is one
 * @param eventTime when the event happened that it all began with, in ISO 8601, where it says so
 * @param dashUrls the film's MPDs, each {@code s3://bucket/key}; null if there are none
 * @param invalidation {@value #DEFERRED} if whoever has sent the event clears the caches; null if the updater has to
 */
public record ManifestMessage(
        String mediaKey,
        String mediaPath,
        @Nullable String hlsUrl,
        @Nullable List<String> smallThumbnails,
        @Nullable List<String> bigThumbnails,
        @Nullable String requestId,
        @Nullable String indexUrl,
        @Nullable String jobId,
        @Nullable String eventTime,
        @Nullable List<String> dashUrls,
        @Nullable String invalidation)
        implements UpdaterMessage {

    /** Of many films at once, whose paths one wildcard covers. */
    public static final String DEFERRED = "deferred";

    /** The largest body that is sent with the lists in it: well below SQS's former limit of 256 KiB, which emulators keep. */
    private static final int MAX_BYTES = 200 * 1024;

    @SuppressWarnings("ConstantValue") // Jackson passes null for what is missing
    public ManifestMessage {
        if (mediaKey == null || mediaPath == null || (hlsUrl == null && indexUrl == null)) {
            throw new PermanentFailure("a manifest message needs media_key, media_path and hls_url (without that,"
                    + " index_url); it has media_key=" + mediaKey + ", media_path=" + mediaPath + ", hls_url=" + hlsUrl
                    + ", index_url=" + indexUrl);
        }
        smallThumbnails = smallThumbnails == null ? null : List.copyOf(smallThumbnails);
        bigThumbnails = bigThumbnails == null ? null : List.copyOf(bigThumbnails);
        dashUrls = dashUrls == null || dashUrls.isEmpty() ? null : List.copyOf(dashUrls);
    }

    /** Of a film without MPDs, whose paths the updater has cleared. */
    public ManifestMessage(
            String mediaKey,
            String mediaPath,
            @Nullable String hlsUrl,
            @Nullable List<String> smallThumbnails,
            @Nullable List<String> bigThumbnails,
            @Nullable String requestId,
            @Nullable String indexUrl,
            @Nullable String jobId,
            @Nullable String eventTime) {
        this(
                mediaKey,
                mediaPath,
                hlsUrl,
                smallThumbnails,
                bigThumbnails,
                requestId,
                indexUrl,
                jobId,
                eventTime,
                null,
                null);
    }

    /** The same with these MPDs. */
    public ManifestMessage withDashUrls(List<String> urls) {
        return new ManifestMessage(
                mediaKey,
                mediaPath,
                hlsUrl,
                smallThumbnails,
                bigThumbnails,
                requestId,
                indexUrl,
                jobId,
                eventTime,
                urls,
                invalidation);
    }

    @Override
    public @Nullable String film() {
        return hlsUrl == null ? indexUrl : hlsUrl;
    }

    /** When the event happened; empty if nobody has said so readably. */
    public Optional<Instant> happenedAt() {
        try {
            return Optional.ofNullable(eventTime).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The body to send: with the key lists while they fit, else without, for the index holds them too. */
    public String toJson() {
        String json = Json.write(this);
        if (json.getBytes(UTF_8).length <= MAX_BYTES) {
            return json;
        }
        return Json.write(new ManifestMessage(
                mediaKey,
                mediaPath,
                hlsUrl,
                null,
                null,
                requestId,
                indexUrl,
                jobId,
                eventTime,
                dashUrls,
                invalidation));
    }
}
