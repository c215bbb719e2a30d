package io.github.rokutrickplay.manifest.dash;

import io.github.rokutrickplay.failure.PermanentFailure;
import io.github.rokutrickplay.manifest.UrlPath;
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
 * What relative URLs of a Period are relative to (23009-1 section 5.6): the MPD's own URL, then its Location, then the BaseURLs of the
 * MPD and of the Period. More than one BaseURL beside each other are alternatives, and a player may take any of them.
 *
 * @param mpd where the MPD is stored
 * @param urls absolute ones; the MPD's own is its {@code s3://} address, for nobody knows here by which URL it is served
 */
record BaseUrls(S3Location mpd, PublicUrlPrefixes publicUrls, List<String> urls) {

    /** Four CDNs on two levels. */
    private static final int MOST = 16;

    private static final Pattern ABSOLUTE =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*:)(//[^/?#]*)?(.*)", Pattern.DOTALL);
    private static final Pattern PATH_END = Pattern.compile("[?#].*", Pattern.DOTALL);

    /**
     * @throws UnusableMpdException if there are too many
     */
    static BaseUrls of(S3Location mpd, PublicUrlPrefixes publicUrls, MpdElement root, MpdElement period) {
        BaseUrls own = new BaseUrls(mpd, publicUrls, List.of("s3://" + mpd.bucket() + UrlPath.absolute(mpd.key())));
        return own.with(root.children("Location"))
                .with(root.children("BaseURL"))
                .with(period.children("BaseURL"));
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

    /**
     * The URL of an object, relative to each of these alike.
     *
     * @param before what the key begins with, and {@code after} ends with
     * @param number what stands between them in the URL
     * @throws UnusableMpdException if there is none
     */
    String template(String before, String number, String after) {
        S3Location wanted = mpd.withKey(before + "1" + after);
        String relative = UrlPath.relative(folder(urls.getFirst()), wanted.key());
        for (String base : urls) {
            if (!locate(resolve(base, relative)).equals(wanted)) {
                throw new UnusableMpdException("its BaseURLs " + urls.getFirst() + " and " + base + " do not lead to "
                        + wanted + " by one relative URL");
            }
        }
        String tail = UrlPath.absolute(after).substring(1);
        String head = relative.substring(0, relative.length() - tail.length() - 1);
        return head.replace("$", "$$") + number + tail.replace("$", "$$");
    }

    /** The key that a relative or absolute URL leads to; empty if it leads out of the bucket. */
    Optional<String> find(String url) {
        try {
            return Optional.of(locate(resolve(urls.getFirst(), url)).key());
        } catch (UnusableMpdException outside) {
            return Optional.empty();
        }
    }

    private String folder(String base) {
        return locate(resolve(base, "x")).folder();
    }

    private S3Location locate(String url) {
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
