package io.github.rokutrickplay.storage;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an asset's playlists may name: objects below its media path, or below the main playlist's folder where that lies
 * elsewhere. Anything else (another scheme, another bucket, a way out by {@code ..}) is refused before it is fetched.
 *
 * @param bucket the asset's bucket
 * @param folders key prefixes, each empty (the whole bucket) or ending in a slash
 * @param publicUrls other names of the bucket's objects
 */
public record AssetBoundary(String bucket, List<String> folders, PublicUrlPrefixes publicUrls) {

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

    /** Scheme, host and path: a bucket's own scheme, or the URL by which S3 serves it. */
    private static final Pattern ABSOLUTE = Pattern.compile("(s3|https)://([^/]*)/?(.*)", Pattern.DOTALL);

    private static final Pattern S3_HOST =
            Pattern.compile("s3(\\.dualstack)?([.-][a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?");
    /** S3 itself: a bucket's own addresses are known, and others are other buckets'. */
    private static final Pattern AWS_HOST = Pattern.compile("\\.amazonaws\\.com(\\.cn)?(:\\d+)?$");

    private static final Pattern PATH_END = Pattern.compile("[?#]");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public AssetBoundary {
        folders = List.copyOf(folders);
    }

    /** One whose objects have no other names. */
    public AssetBoundary(String bucket, List<String> folders) {
        this(bucket, folders, PublicUrlPrefixes.NONE);
    }

    /** One whose objects have no other names. */
    public static AssetBoundary of(S3Location mainPlaylist, String mediaPath) {
        return of(mainPlaylist, mediaPath, PublicUrlPrefixes.NONE);
    }

    /**
     * @param mediaPath the asset's folder, empty or ending in a slash
     */
    public static AssetBoundary of(S3Location mainPlaylist, String mediaPath, PublicUrlPrefixes publicUrls) {
        String folder = mainPlaylist.folder();
        return new AssetBoundary(
                mainPlaylist.bucket(),
                folder.startsWith(mediaPath) ? List.of(mediaPath) : List.of(mediaPath, folder),
                publicUrls);
    }

    /**
     * Resolves a URI of a playlist (RFC 3986 section 5, with S3 keys for paths: percent escapes are decoded, a query is
     * left out).
     *
     * @param playlist where the URI stands
     * @throws PermanentFailure if it leads anywhere outside
     */
    public S3Location resolve(S3Location playlist, String uri) {
        String normalized = normalize(key(playlist, uri), playlist, uri);
        if (!isInside(normalized)) {
            throw refused(playlist, uri, "it lies outside the asset's folder " + String.join(" and ", folders));
        }
        return new S3Location(bucket, normalized);
    }

    private boolean isInside(String key) {
        for (String folder : folders) {
            if (key.startsWith(folder) && !key.equals(folder)) {
                return true;
            }
        }
        return false;
    }

    /** The same bucket without any folder's bounds: what else lies in it may serve this asset, such as a key. */
    public AssetBoundary wholeBucket() {
        return new AssetBoundary(bucket, List.of(""), publicUrls);
    }

    /** The playlist's own folder is a key already; only what the URI adds to it is encoded. */
    private String key(S3Location playlist, String uri) {
        String path = PATH_END.split(uri, 2)[0];
        Optional<PublicUrl> url = path.contains("//") ? PublicUrl.parse(path) : Optional.empty();
        Optional<PublicUrlPrefixes.Named> named = url.flatMap(publicUrls::find);
        if (named.isPresent()) {
            return key(named.get(), playlist, uri);
        }
        Matcher absolute = ABSOLUTE.matcher(path);
        if (absolute.matches()) {
            return PercentEncoding.decode(
                    keyOf(absolute.group(1), absolute.group(2), absolute.group(3), playlist, uri));
        }
        if (SCHEME.matcher(path).matches() || path.startsWith("//")) {
            throw foreign(playlist, uri);
        }
        return path.startsWith("/")
                ? PercentEncoding.decode(path.substring(1))
                : playlist.folder() + PercentEncoding.decode(path);
    }

    /** An address of S3's own is another name of an object; nothing is fetched over HTTP. */
    private String keyOf(String scheme, String host, String path, S3Location playlist, String uri) {
        if (scheme.equals("s3")) {
            if (host.equals(bucket)) {
                return path;
            }
            throw refused(playlist, uri, "it is in another bucket than the asset");
        }
        if (host.startsWith(bucket + ".")
                && S3_HOST.matcher(host.substring(bucket.length() + 1)).matches()) {
            return path;
        }
        if (S3_HOST.matcher(host).matches() && path.startsWith(bucket + "/")) {
            return path.substring(bucket.length() + 1);
        }
        throw foreign(playlist, uri);
    }

    /** A URL that is configured to be another name of an object. It is no path that is walked: dots have no place in it. */
    private String key(PublicUrlPrefixes.Named named, S3Location playlist, String uri) {
        if (!named.bucket().equals(bucket)) {
            throw refused(
                    playlist,
                    uri,
                    "by PUBLIC_URL_PREFIXES it is in s3://" + named.bucket() + ", another bucket than the asset");
        }
        if (PublicUrlPrefixes.hasDots(named.rest())) {
            throw refused(playlist, uri, "its path holds '.' or '..'");
        }
        return named.folder() + named.rest();
    }

    private PermanentFailure foreign(S3Location playlist, String uri) {
        Optional<PublicUrl> servesBucket = PublicUrl.parse(uri)
                .filter(url -> !AWS_HOST.matcher(url.authority()).find() && !PublicUrlPrefixes.hasDots(url.path()));
        return refused(
                playlist,
                uri,
                "only objects of the asset's own bucket are read"
                        + servesBucket
                                .map(url -> "; if this URL serves the bucket, set PUBLIC_URL_PREFIXES="
                                        + publicUrls.with(url, playlist))
                                .orElse(""));
    }

    private static String normalize(String key, S3Location playlist, String uri) {
        // A film names thousands, hardly one with such a part.
        boolean dots = key.startsWith(".") || key.contains("/.");
        String normalized = dots ? withoutDots(key, playlist, uri) : key;
        if (normalized.isEmpty() || CONTROL.matcher(normalized).find()) {
            throw refused(playlist, uri, "it names no object");
        }
        return normalized;
    }

    private static String withoutDots(String key, S3Location playlist, String uri) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : key.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    throw refused(playlist, uri, "it leads out of the bucket");
                }
            } else if (!part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private static PermanentFailure refused(S3Location playlist, String uri, String reason) {
        return new PermanentFailure(
                CONTROL.matcher("playlist " + playlist + " names '" + uri + "', which is refused: " + reason)
                        .replaceAll("?"));
    }
}
