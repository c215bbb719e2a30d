package io.github.rokutrickplay.local.preview;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a file is, by its name. Nothing in a film's folder is a page or a script, whatever it is called: it would be one of this
 * server's own.
 */
final class ContentTypes {

    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> OF_FILMS = Map.ofEntries(
            Map.entry("aac", "audio/aac"),
            Map.entry("cmfa", "audio/mp4"),
            Map.entry("cmfv", "video/mp4"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("json", "application/json"),
            Map.entry("m3u8", "application/vnd.apple.mpegurl"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("m4s", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mpd", "application/dash+xml"),
            Map.entry("ts", "video/mp2t"),
            Map.entry("vtt", "text/vtt; charset=utf-8"));

    /** Those that a packager may store compressed. */
    private static final Set<String> TEXTS = Set.of("json", "m3u8", "mpd", "vtt");

    private static final Map<String, String> OF_PAGES = Map.of(
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private ContentTypes() {}

    static String ofFilm(String key) {
        return OF_FILMS.getOrDefault(extension(key), UNKNOWN);
    }

    static boolean isText(String key) {
        return TEXTS.contains(extension(key));
    }

    static String ofPage(String name) {
        return OF_PAGES.getOrDefault(extension(name), UNKNOWN);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
