package io.github.rokutrickplay.dash;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.storage.AssetBoundary;
import io.github.rokutrickplay.storage.PublicUrlPrefixes;
import io.github.rokutrickplay.storage.S3Location;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What relative URLs of an MPD are relative to (23009-1 section 5.6): the MPD's own URL, then its Location, then the BaseURLs of the
 * MPD, of the Period, and so on. More than one BaseURL beside each other are alternatives, and a player may take any of them.
 *
 * @param mpd where the MPD is stored
 * @param urls absolute ones; the MPD's own is its {@code s3://} address, for nobody knows here by which URL it is served
 */
public record BaseUrls(S3Location mpd, PublicUrlPrefixes publicUrls, List<String> urls) {

    /** Four CDNs on two levels. */
    private static final int MOST = 16;

    private static final Pattern ABSOLUTE =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*:)(//[^/?#]*)?(.*)", Pattern.DOTALL);
    private static final Pattern PATH_END = Pattern.compile("[?#].*", Pattern.DOTALL);

    public BaseUrls {
        urls = List.copyOf(urls);
    }

    /** Of an MPD that says nothing else. */
    public static BaseUrls of(S3Location mpd, PublicUrlPrefixes publicUrls) {
        // A key is no URL: these three mean something in one.
        String path = mpd.key().replace("%", "%25").replace("?", "%3F").replace("#", "%23");
        return new BaseUrls(mpd, publicUrls, List.of("s3://" + mpd.bucket() + "/" + path));
    }

    /**
     * Within an element, the MPD itself for one.
     *
     * @throws UnusableMpdException if there are too many
     */
    public BaseUrls with(MpdElement element) {
        return with(element.children("Location")).with(element.children("BaseURL"));
    }

    private BaseUrls with(List<MpdElement> elements) {
        if (elements.isEmpty()) {
            return this;
        }
        List<String> all = urls.stream()
                .flatMap(base -> elements.stream().map(element -> resolve(base, element.text())))
                .distinct()
                .toList();
        if (all.size() > MOST) {
            throw new UnusableMpdException("it has more than " + MOST + " BaseURLs");
        }
        return new BaseUrls(mpd, publicUrls, all);
    }

    /** The first of these; what a player uses that does not choose. */
    public String first() {
        return urls.getFirst();
    }

    /** What a URL is by the first of these. */
    public String first(String url) {
        return resolve(urls.getFirst(), url);
    }

    /**
     * The object that a URL leads to by each of these.
     *
     * @throws UnusableMpdException if it leads out of the bucket, or is of a host that nobody knows
     */
    public List<S3Location> locate(String url) {
        return urls.stream().map(base -> locateAbsolute(resolve(base, url))).toList();
    }

    /** The key that a relative or absolute URL leads to; empty if it leads out of the bucket. */
    public Optional<String> find(String url) {
        try {
            return Optional.of(locateAbsolute(first(url)).key());
        } catch (UnusableMpdException outside) {
            return Optional.empty();
        }
    }

    private S3Location locateAbsolute(String url) {
        try {
            return new AssetBoundary(mpd.bucket(), List.of(""), publicUrls).resolve(mpd, url);
        } catch (PermanentFailure e) {
            throw new UnusableMpdException(
                    "of its BaseURL it is not known which objects it leads to: " + e.getMessage(), e);
        }
    }

    /** RFC 3986 section 5.2, without query and fragment. Unlike {@link java.net.URI} it takes blanks, and keeps empty folders. */
    static String resolve(String base, String reference) {
        String url = PATH_END.matcher(reference).replaceFirst("");
        if (ABSOLUTE.matcher(url).matches()) {
            return url;
        }
        Matcher parts = ABSOLUTE.matcher(base);
        if (!parts.matches()) {
            throw new IllegalArgumentException(base + " is not absolute");
        }
        String scheme = parts.group(1);
        if (url.startsWith("//")) {
            return scheme + url;
        }
        String authority = parts.group(2) == null ? "" : parts.group(2);
        String path = parts.group(3);
        if (url.isEmpty()) {
            return base;
        }
        String merged = url.startsWith("/") ? url : path.substring(0, path.lastIndexOf('/') + 1) + url;
        return scheme + authority + withoutDots(merged.startsWith("/") ? merged : "/" + merged);
    }

    private static String withoutDots(String path) {
        Deque<String> parts = new ArrayDeque<>();
        String[] all = path.substring(1).split("/", -1);
        for (int i = 0; i < all.length; i++) {
            String part = all[i];
            boolean dots = part.equals(".") || part.equals("..");
            if (part.equals("..")) {
                parts.pollLast();
            }
            if (!dots) {
                parts.addLast(part);
            } else if (i == all.length - 1) {
                parts.addLast("");
            }
        }
        return "/" + String.join("/", parts);
    }
}
