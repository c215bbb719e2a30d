package io.github.rokutrickplay.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Keys written as URLs (RFC 3986). One encoding for playlists and for the cache, which compares URLs by their text. */
final class UrlPath {

    /** Not {@code +}, which S3 reads as a blank; not {@code :}, which can look like a scheme; not {@code *}, CloudFront's wildcard. */
    private static final String KEPT = "-._~!$&'(),;=@";

    private UrlPath() {}

    /** The path that a distribution with the bucket as its origin serves the key under. */
    static String absolute(String key) {
        return "/" + encode(key);
    }

    /**
     * The URI of one object as another one names it.
     *
     * @param folder the key prefix of the object that holds the URI; empty or ending in a slash
     */
    static String relative(String folder, String key) {
        List<String> from = parts(folder);
        List<String> to = parts(key);
        int common = 0;
        while (common < from.size() - 1
                && common < to.size() - 1
                && from.get(common).equals(to.get(common))) {
            common++;
        }
        String up = String.join("", Collections.nCopies(from.size() - 1 - common, "../"));
        String down = encode(String.join("/", to.subList(common, to.size())));
        // A folder without a name would make it an absolute path.
        return up.isEmpty() && down.startsWith("/") ? "./" + down : up + down;
    }

    private static List<String> parts(String key) {
        return Arrays.asList(key.split("/", -1));
    }

    private static String encode(String key) {
        return parts(key).stream().map(UrlPath::encodePart).collect(Collectors.joining("/"));
    }

    private static String encodePart(String part) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            if (isKept((char) b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            }
        }
        return encoded.toString();
    }

    private static boolean isKept(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || KEPT.indexOf(c) >= 0;
    }
}
