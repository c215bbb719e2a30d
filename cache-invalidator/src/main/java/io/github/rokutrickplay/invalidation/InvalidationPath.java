package io.github.rokutrickplay.invalidation;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path as CloudFront takes it ("Specify the objects to invalidate" in its developer guide).
 *
 * @param text starts with a slash, is percent-encoded, and may end in {@code *}, the only one in it
 */
record InvalidationPath(String text) implements Comparable<InvalidationPath> {

    private static final int MAX_CHARS = 4000;
    private static final int EXCERPT_CHARS = 200;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Unsafe in a URL (RFC 1738); whatever else is encoded would be another object to CloudFront. */
    private static final String UNSAFE = " \"<>#{}|\\^[]`";

    /**
     * What can only be covered by a wildcard: a tilde is unsafe to CloudFront, which refuses it as it is and clears nothing
     * when it is encoded; an asterisk is a wildcard at the end, and nowhere else.
     */
    private static final Pattern UNNAMEABLE = Pattern.compile("~|%7[eE]|\\*(?!$)");

    private static final int FIRST_NON_ASCII = 0x80;

    /**
     * Reads a path of a message; what is percent-encoded in it already stays as it is.
     *
     * @throws PermanentFailure if CloudFront would refuse it
     */
    static InvalidationPath parse(String path) {
        if (!path.startsWith("/")) {
            throw refused(path, "it does not start with '/'");
        }
        if (CONTROL.matcher(path).find()) {
            throw refused(path, "it holds control characters");
        }
        String encoded = encode(covering(path));
        if (encoded.length() > MAX_CHARS) {
            throw refused(path, "it is longer than " + MAX_CHARS + " characters");
        }
        return new InvalidationPath(encoded);
    }

    /** The path, or a wildcard in its folder that covers it where it cannot be named. */
    private static String covering(String path) {
        Matcher unnameable = UNNAMEABLE.matcher(path);
        if (!unnameable.find()) {
            return path;
        }
        String wildcard = path.substring(0, unnameable.start()) + "*";
        String folder = path.split("\\?", 2)[0].replaceFirst("[^/]*$", "");
        if (wildcard.equals("/*") || !wildcard.startsWith(folder)) {
            String character = unnameable.group().equals("*") ? "*" : "~";
            throw refused(
                    path,
                    "CloudFront takes '" + character + "' neither as it is nor encoded, and '" + wildcard
                            + "' would clear more than its folder; clear that by hand, or give the folder a name without '"
                            + character + "'");
        }
        return wildcard;
    }

    private static String encode(String path) {
        StringBuilder encoded = new StringBuilder();
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = Byte.toUnsignedInt(bytes[i]);
            boolean lonePercent = b == '%' && !isEscape(bytes, i);
            if (b >= FIRST_NON_ASCII || UNSAFE.indexOf(b) >= 0 || lonePercent) {
                encoded.append('%').append(hexDigit(b >> 4)).append(hexDigit(b & 0xf));
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }

    private static char hexDigit(int value) {
        return Character.toUpperCase(Character.forDigit(value, 16));
    }

    private static boolean isEscape(byte[] bytes, int index) {
        return index + 2 < bytes.length
                && Character.digit(bytes[index + 1], 16) >= 0
                && Character.digit(bytes[index + 2], 16) >= 0;
    }

    boolean isWildcard() {
        return text.endsWith("*");
    }

    /** Whether invalidating this one clears all that the other one names. */
    boolean covers(InvalidationPath other) {
        return isWildcard() && !equals(other) && other.text.startsWith(text.substring(0, text.length() - 1));
    }

    @Override
    public int compareTo(InvalidationPath other) {
        return text.compareTo(other.text);
    }

    private static PermanentFailure refused(String path, String reason) {
        String printable = CONTROL.matcher(path).replaceAll("?");
        String excerpt = printable.length() <= EXCERPT_CHARS ? printable : printable.substring(0, EXCERPT_CHARS) + "…";
        return new PermanentFailure("path '" + excerpt + "' cannot be invalidated: " + reason);
    }
}
