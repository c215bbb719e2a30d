package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.config.ManifestConfig;
import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.message.AssetNames;
import io.github.rokutrickplay.message.ManifestMessage;
import io.github.rokutrickplay.storage.S3Location;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message whose every address has been checked.
 *
 * @param bucket of all that is written
 * @param mainPlaylist empty for a film of files or DASH only
 * @param mpds the film's MPDs
 * @param index where the thumbnail index is; empty for another producer's message
 * @param keys the two key lists; an absent one is empty
 */
record AssetRequest(
        AssetNames names,
        String bucket,
        Optional<S3Location> mainPlaylist,
        List<S3Location> mpds,
        Optional<S3Location> index,
        KeyLists keys) {

    AssetRequest {
        mpds = List.copyOf(mpds);
    }

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** The message's lists, by the names of their sizes. */
    record KeyLists(List<String> small, List<String> big) {

        List<String> ofBox(String name) {
            return switch (name) {
                case "small" -> small;
                case "big" -> big;
                default -> List.of();
            };
        }
    }

    /**
     * @throws PermanentFailure if the message names anything outside the asset or its bucket
     */
    static AssetRequest of(ManifestMessage message, ManifestConfig config) {
        AssetNames names = AssetNames.of(
                message.mediaKey(), message.mediaPath(), config.thumbnails().folder());
        Optional<S3Location> main = Optional.ofNullable(message.hlsUrl()).map(url -> allowed("hls_url", url, config));
        Optional<S3Location> index = Optional.ofNullable(message.indexUrl()).map(url -> location("index_url", url));
        index.ifPresent(location -> {
            main.filter(playlist -> !location.bucket().equals(playlist.bucket()))
                    .ifPresent(playlist -> {
                        throw new PermanentFailure(
                                "index_url " + location + " is refused: it is in another bucket than " + playlist);
                    });
            requireAllowed("index_url", location, config);
            requireInside(names, location.key(), "index_url");
        });
        List<String> dashUrls = message.dashUrls();
        List<S3Location> mpds = dashUrls == null
                ? List.of()
                : dashUrls.stream().map(url -> location("dash_urls", url)).toList();
        KeyLists keys = new KeyLists(
                keys(names, message.smallThumbnails(), "small_thumbnails"),
                keys(names, message.bigThumbnails(), "big_thumbnails"));
        String bucket = main.or(() -> index).orElseThrow().bucket();
        return new AssetRequest(names, bucket, main, mpds, index, keys);
    }

    /**
     * @throws PermanentFailure if it is no address, or lies in a bucket that the configuration does not name
     */
    static S3Location allowed(String field, String url, ManifestConfig config) {
        S3Location location = location(field, url);
        requireAllowed(field, location, config);
        return location;
    }

    private static void requireAllowed(String field, S3Location location, ManifestConfig config) {
        if (!config.buckets().contains(location.bucket())) {
            throw new PermanentFailure(
                    field + " " + location + " is refused: its bucket is not among those of AWS_S3_BUCKET, "
                            + String.join(", ", config.buckets()));
        }
    }

    private static S3Location location(String field, String url) {
        try {
            S3Location location = S3Location.parse(url);
            requireSafe(location.key(), field);
            return location;
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(field + " is refused: " + e.getMessage(), e);
        }
    }

    private static List<String> keys(AssetNames names, @Nullable List<String> keys, String field) {
        if (keys == null) {
            return List.of();
        }
        keys.forEach(key -> requireInside(names, key, field));
        return keys;
    }

    /**
     * @param field names the key's origin in the failure's message
     * @throws PermanentFailure if the key is not below the asset's folder
     */
    static void requireInside(AssetNames names, String key, String field) {
        requireSafe(key, field);
        if (!key.startsWith(names.mediaPath())
                || key.length() == names.mediaPath().length()) {
            throw new PermanentFailure(
                    field + " names '" + key + "', which lies outside the media path '" + names.mediaPath() + "'");
        }
    }

    private static void requireSafe(String key, String field) {
        List<String> parts = Arrays.asList(key.split("/", -1));
        if (CONTROL.matcher(key).find() || parts.contains("..") || parts.contains(".")) {
            throw new PermanentFailure(field + " names '" + CONTROL.matcher(key).replaceAll("?")
                    + "', which is refused: it holds '.', '..' or control characters");
        }
    }
}
