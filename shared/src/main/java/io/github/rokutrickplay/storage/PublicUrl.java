package io.github.rokutrickplay.storage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL by which a bucket's objects are served, without its query.
 *
 * @param scheme {@code http}, {@code https}, or empty where the URL leaves it to its reader ({@code //host/path})
 * @param authority host and port in small letters, without the scheme's own port
 * @param path from its first slash, percent escapes decoded
 */
record PublicUrl(String scheme, String authority, String path) {

    private static final Pattern URL = Pattern.compile("(?:([a-zA-Z]+):)?//([^/\\\\@]+)(/.*)?", Pattern.DOTALL);
    private static final Pattern QUERY = Pattern.compile("[?#]");
    private static final Pattern OWN_PORT = Pattern.compile(":(80|443)$");

    /** Empty for whatever is no http or https URL of a host, and for one that tells a user's name. */
    static Optional<PublicUrl> parse(String text) {
        Matcher matcher = URL.matcher(QUERY.split(text, 2)[0]);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1) == null ? "" : matcher.group(1).toLowerCase(Locale.ROOT);
        if (!List.of("", "http", "https").contains(scheme)) {
            return Optional.empty();
        }
        String path = matcher.group(3) == null ? "/" : PercentEncoding.decode(matcher.group(3));
        return Optional.of(new PublicUrl(scheme, authority(scheme, matcher.group(2)), path));
    }

    private static String authority(String scheme, String text) {
        String authority = text.toLowerCase(Locale.ROOT);
        Matcher port = OWN_PORT.matcher(authority);
        boolean own = port.find()
                && (scheme.isEmpty() || scheme.equals("https") == port.group(1).equals("443"));
        return own ? authority.substring(0, port.start()) : authority;
    }

    /** Whether a URL begins with this one, segment by segment: this one's path ends in a slash. */
    boolean isPrefixOf(PublicUrl url) {
        return (url.scheme.isEmpty() || url.scheme.equals(scheme))
                && url.authority.equals(authority)
                && url.path.startsWith(path);
    }
}
