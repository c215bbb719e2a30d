package io.github.rokutrickplay.keys;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The https URLs that keys may be fetched from, since a playlist is somebody else's text: those that begin with one of
 * these, whose path has no way out of it.
 *
 * @param prefixes each with a scheme, a host and a path of at least {@code /}
 */
public record KeyUrlPrefixes(List<URI> prefixes) {

    /** No URL is allowed. */
    public static final KeyUrlPrefixes NONE = new KeyUrlPrefixes(List.of());

    private static final int HTTPS_PORT = 443;

    /** Escapes of '.', '/', '\', '%' and control characters: a server may read them as what they stand for. */
    private static final Pattern TRICK = Pattern.compile("%(2[eEfF5]|5[cC]|[01]|7[fF])");

    public KeyUrlPrefixes {
        prefixes = List.copyOf(prefixes);
    }

    /** Reads prefixes separated by commas; empty if one of them is not an https URL with a path. */
    public static Optional<KeyUrlPrefixes> parse(String text) {
        List<Optional<URI>> prefixes = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(KeyUrlPrefixes::url)
                .map(url -> url.filter(prefix -> prefix.getRawQuery() == null))
                .toList();
        return prefixes.stream().allMatch(Optional::isPresent)
                ? Optional.of(new KeyUrlPrefixes(
                        prefixes.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    /** The URL, if a key may be fetched from it. */
    public Optional<URI> allowed(String text) {
        return url(text).filter(url -> prefixes.stream().anyMatch(prefix -> covers(prefix, url)));
    }

    private static boolean covers(URI prefix, URI url) {
        return prefix.getHost().equalsIgnoreCase(url.getHost())
                && port(prefix) == port(url)
                && url.getRawPath().startsWith(prefix.getRawPath());
    }

    private static int port(URI url) {
        return url.getPort() < 0 ? HTTPS_PORT : url.getPort();
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            boolean plain = "https".equals(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
            return plain && isStraight(url.getRawPath()) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isStraight(String path) {
        return path.startsWith("/")
                && !TRICK.matcher(path).find()
                && Arrays.stream(path.split("/", -1))
                        .map(part -> part.split(";", 2)[0])
                        .noneMatch(part -> part.equals(".") || part.equals(".."));
    }
}
