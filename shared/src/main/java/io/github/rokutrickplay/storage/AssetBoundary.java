package io.github.rokutrickplay.storage;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an asset's playlists may name: objects below its media path, or below the main playlist's folder where that lies
 * elsewhere. Anything else (another scheme, another bucket, a way out by {@code ..}) is refused before it is fetched.
 *
 * @param bucket the asset's bucket
 * @param folders key prefixes, each empty (the whole bucket) or ending in a slash
 */
public record AssetBoundary(String bucket, List<String> folders) {

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public AssetBoundary {
        folders = List.copyOf(folders);
    }

    /**
     * @param mediaPath the asset's folder, empty or ending in a slash
     */
    public static AssetBoundary of(S3Location mainPlaylist, String mediaPath) {
        String folder = mainPlaylist.folder();
        return new AssetBoundary(
                mainPlaylist.bucket(), folder.startsWith(mediaPath) ? List.of(mediaPath) : List.of(mediaPath, folder));
    }

    /**
     * Resolves a URI of a playlist (RFC 3986 section 5, with S3 keys for paths: percent escapes are decoded, a query is
     * left out).
     *
     * @param playlist where the URI stands
     * @throws PermanentFailure if it leads anywhere outside
     */
    public S3Location resolve(S3Location playlist, String uri) {
        String path = uri.split("[?#]", 2)[0];
        String key;
        if (path.startsWith("s3://")) {
            int slash = path.indexOf('/', "s3://".length());
            String named = slash < 0 ? path.substring("s3://".length()) : path.substring("s3://".length(), slash);
            if (!named.equals(bucket)) {
                throw refused(playlist, uri, "it is in another bucket than the asset");
            }
            key = slash < 0 ? "" : path.substring(slash + 1);
        } else if (SCHEME.matcher(path).matches() || path.startsWith("//")) {
            throw refused(playlist, uri, "only objects of the asset's own bucket are read");
        } else {
            key = path.startsWith("/") ? path.substring(1) : playlist.folder() + path;
        }
        String normalized = normalize(decode(key), playlist, uri);
        if (folders.stream().noneMatch(folder -> normalized.startsWith(folder) && !normalized.equals(folder))) {
            throw refused(playlist, uri, "it lies outside the asset's folder " + String.join(" and ", folders));
        }
        return new S3Location(bucket, normalized);
    }

    private static String decode(String path) {
        if (!path.contains("%")) {
            return path;
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path; // a lone '%' is no escape: the key holds it as it is
        }
    }

    private static String normalize(String key, S3Location playlist, String uri) {
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
        String normalized = String.join("/", parts);
        if (normalized.isEmpty() || CONTROL.matcher(normalized).find()) {
            throw refused(playlist, uri, "it names no object");
        }
        return normalized;
    }

    private static PermanentFailure refused(S3Location playlist, String uri, String reason) {
        String printable = CONTROL.matcher(uri).replaceAll("?");
        return new PermanentFailure("playlist " + playlist + " names '" + printable + "', which is refused: " + reason);
    }
}
