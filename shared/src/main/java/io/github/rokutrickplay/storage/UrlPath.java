package io.github.rokutrickplay.storage;

import java.nio.charset.StandardCharsets;

/** Keys written as URLs (RFC 3986). One encoding for playlists and for the cache, which compares URLs by their text. */
public final class UrlPath {

    /** Not {@code +}, which S3 reads as a blank; not {@code :}, which can look like a scheme; not {@code *}, CloudFront's wildcard. */
    private static final String KEPT = "-._~!$&'(),;=@";

    private UrlPath() {}

    /** The path that a distribution with the bucket as its origin serves the key under. */
    public static String absolute(String key) {
        return "/" + encode(key);
    }

    /**
     * The URI of one object as another one names it.
     *
     * @param folder the key prefix of the object that holds the URI; empty or ending in a slash
     */
    public static String relative(String folder, String key) {
        int common = commonFolder(folder, key);
        String up = "../".repeat((int)
                folder.substring(common).chars().filter(c -> c == '/').count());
        String down = encode(key.substring(common));
        // A folder without a name would make it an absolute path.
        return up.isEmpty() && down.startsWith("/") ? "./" + down : up + down;
    }

    /** How long the part of both is that ends in the last slash before they differ. */
    private static int commonFolder(String folder, String key) {
        int folders = 0;
        for (int i = 0; i < Math.min(folder.length(), key.length()) && folder.charAt(i) == key.charAt(i); i++) {
            if (key.charAt(i) == '/') {
                folders = i + 1;
            }
        }
        return folders;
    }

    private static String encode(String key) {
        StringBuilder encoded = new StringBuilder(key.length());
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            if (b == '/' || isKept((char) b)) {
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
