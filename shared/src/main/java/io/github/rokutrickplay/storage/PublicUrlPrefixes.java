package io.github.rokutrickplay.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URLs by which a CDN or a web server serves buckets, and what they stand for. Packagers write such URLs into
 * playlists (MediaConvert's BaseUrl, for one). Nothing is fetched by them: they are other names of objects.
 *
 * @param prefixes as they are configured; no two with one URL
 */
public record PublicUrlPrefixes(List<Prefix> prefixes) {

    /** No URL is another name of an object. */
    public static final PublicUrlPrefixes NONE = new PublicUrlPrefixes(List.of());

    private static final Pattern PAIR = Pattern.compile(
            "(https?://[^/?#]+/(?:[^?#]*/)?)=s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/((?:[^/][^?#]*/)?)");

    /** A comma within a URL or a key begins no pair. */
    private static final Pattern COMMA = Pattern.compile(",(?=\\s*[a-zA-Z]*(?:://|$|,))");

    public PublicUrlPrefixes {
        prefixes = List.copyOf(prefixes);
    }

    /**
     * What one URL stands for.
     *
     * @param url ends in a slash
     * @param folder of the bucket: empty, or ending in a slash
     */
    public record Prefix(String url, String bucket, String folder) {

        private boolean covers(PublicUrl other) {
            return PublicUrl.parse(url).orElseThrow().isPrefixOf(other);
        }

        private String path() {
            return PublicUrl.parse(url).orElseThrow().path();
        }

        @Override
        public String toString() {
            return url + "=s3://" + bucket + "/" + folder;
        }
    }

    /**
     * Another name of an object.
     *
     * @param folder the key's beginning, as it is configured
     * @param rest what the URL adds to it, percent escapes decoded; may still hold anything
     */
    record Named(String bucket, String folder, String rest) {}

    /**
     * Reads {@code URL=s3://bucket/folder/} pairs, separated by commas. Each side ends in a slash.
     *
     * @return empty if one of them is none, or a URL stands twice
     */
    public static Optional<PublicUrlPrefixes> parse(String text) {
        List<Prefix> prefixes = new ArrayList<>();
        for (String pair : COMMA.split(text, -1)) {
            Matcher matcher = PAIR.matcher(pair.strip());
            if (!matcher.matches()
                    || PublicUrl.parse(matcher.group(1))
                            .filter(PublicUrlPrefixes::isStraight)
                            .isEmpty()
                    || hasDots(matcher.group(3))) {
                return Optional.empty();
            }
            prefixes.add(new Prefix(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        long different = prefixes.stream()
                .map(prefix -> PublicUrl.parse(prefix.url()))
                .distinct()
                .count();
        return different == prefixes.size() ? Optional.of(new PublicUrlPrefixes(prefixes)) : Optional.empty();
    }

    private static boolean isStraight(PublicUrl url) {
        return !hasDots(url.path());
    }

    static boolean hasDots(String path) {
        return Arrays.stream(path.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."));
    }

    /** What a URL names: by the longest prefix that it is below. Empty if there is none. */
    Optional<Named> find(PublicUrl url) {
        return prefixes.stream()
                .filter(prefix -> prefix.covers(url))
                .max(Comparator.comparingInt(prefix -> prefix.path().length()))
                .map(prefix -> new Named(
                        prefix.bucket(),
                        prefix.folder(),
                        url.path().substring(prefix.path().length())));
    }

    /** Folders that a URL and a key have in common, and what comes before them in each. */
    private record Common(int length, String urlPath, String folder) {
        private static final Common NOTHING = new Common(0, "/", "");
    }

    /**
     * What PUBLIC_URL_PREFIXES would have to be for a URL to name an object beside a playlist: the URL's folders that are
     * the playlist's too tell where in the bucket it leads.
     */
    String with(PublicUrl url, S3Location playlist) {
        String urlFolder = url.path().substring(0, url.path().lastIndexOf('/') + 1);
        String folder = playlist.folder();
        Common common = Common.NOTHING;
        for (int start = 0; start < folder.length(); start = folder.indexOf('/', start) + 1) {
            for (int end = folder.length(); end > start; end = folder.lastIndexOf('/', end - 2) + 1) {
                int found = urlFolder.indexOf("/" + folder.substring(start, end));
                if (found >= 0 && end - start > common.length) {
                    common = new Common(end - start, urlFolder.substring(0, found + 1), folder.substring(0, start));
                }
            }
        }
        String scheme = url.scheme().isEmpty() ? "https" : url.scheme();
        Prefix added = new Prefix(scheme + "://" + url.authority() + common.urlPath, playlist.bucket(), common.folder);
        List<String> all =
                new ArrayList<>(prefixes.stream().map(Prefix::toString).toList());
        all.add(added.toString());
        return String.join(",", all);
    }
}
