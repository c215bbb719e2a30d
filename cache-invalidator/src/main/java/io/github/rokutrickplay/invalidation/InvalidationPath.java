package io.github.rokutrickplay.invalidation;

import io.github.rokutrickplay.failure.PermanentFailure;
import java.nio.charset.StandardCharsets;
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
        int asterisk = path.indexOf('*');
        if (asterisk >= 0 && asterisk != path.length() - 1) {
            throw refused(path, "'*' may only be its last character; in a name it is written %2A");
        }
        String encoded = encode(path);
        if (encoded.length() > MAX_CHARS) {
            throw refused(path, "it is longer than " + MAX_CHARS + " characters");
        }
        return new InvalidationPath(encoded);
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
