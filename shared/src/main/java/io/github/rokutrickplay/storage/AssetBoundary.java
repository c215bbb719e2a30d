package io.github.rokutrickplay.storage;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an asset's playlists may name: objects below its media path, or below the main playlist's folder where that lies
 * elsewhere. Anything else (another scheme, another bucket, a way out by {@code ..}) is refused before it is fetched.
 *
 * @param bucket the asset's bucket
 * @param folders key prefixes, each empty (the whole bucket) or ending in a slash
 */
public record AssetBoundary(String bucket, List<String> folders) {

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

    /** Scheme, host and path: a bucket's own scheme, or the URL by which S3 serves it. */
    private static final Pattern ABSOLUTE = Pattern.compile("(s3|https)://([^/]*)/?(.*)", Pattern.DOTALL);

    private static final Pattern S3_HOST =
            Pattern.compile("s3(\\.dualstack)?([.-][a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern PATH_END = Pattern.compile("[?#]");
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
        return new AssetBoundary(bucket, List.of(""));
    }

    /** The playlist's own folder is a key already; only what the URI adds to it is encoded. */
    private String key(S3Location playlist, String uri) {
        String path = PATH_END.split(uri, 2)[0];
        Matcher absolute = ABSOLUTE.matcher(path);
        if (absolute.matches()) {
            return decode(keyOf(absolute.group(1), absolute.group(2), absolute.group(3), playlist, uri));
        }
        if (SCHEME.matcher(path).matches() || path.startsWith("//")) {
            throw refused(playlist, uri, "only objects of the asset's own bucket are read");
        }
        return path.startsWith("/") ? decode(path.substring(1)) : playlist.folder() + decode(path);
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
        throw refused(playlist, uri, "only objects of the asset's own bucket are read");
    }

    /**
     * Decodes percent escapes. A '%' that begins none, and escapes that are no UTF-8, are what the key holds; so is a '+'.
     */
    private static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        ByteBuffer bytes = ByteBuffer.wrap(path.getBytes(StandardCharsets.UTF_8));
        ByteBuffer decoded = ByteBuffer.allocate(bytes.remaining());
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean escape = next == '%' && bytes.remaining() >= 2 && isHex(bytes, 0) && isHex(bytes, 1);
            decoded.put(escape ? (byte) (hex(bytes.get()) << 4 | hex(bytes.get())) : next);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            return path;
        }
    }

    private static boolean isHex(ByteBuffer bytes, int ahead) {
        return hex(bytes.get(bytes.position() + ahead)) >= 0;
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
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
        String printable = CONTROL.matcher(uri).replaceAll("?");
        return new PermanentFailure("playlist " + playlist + " names '" + printable + "', which is refused: " + reason);
    }
}
