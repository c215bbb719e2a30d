package io.github.rokutrickplay.local.verify;

import java.util.List;

/** What a text is that a player reads, and how it has to be served. */
enum DocumentKind {
    MAIN_PLAYLIST(
            "main playlist", false, List.of("application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl")),
    PLAYLIST("playlist", true, List.of("application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl")),
    FILM_PLAYLIST("playlist of the film", false, List.of()),
    WEB_VTT("WebVTT", true, List.of("text/vtt")),
    STORYBOARD("storyboard", true, List.of("application/json")),
    MPD("MPD", false, List.of("application/dash+xml")),
    INDEX("index", true, List.of("application/json"));

    private static final int MEGABYTE = 1024 * 1024;

    private final String text;
    private final boolean ours;
    private final List<String> types;

    DocumentKind(String text, boolean ours, List<String> types) {
        this.text = text;
        this.ours = ours;
        this.types = types;
    }

    /** Whether we write it: what is wrong with it is an error. */
    boolean isOurs() {
        return ours;
    }

    /** The Content-Types that players take, in lower case; none where it is not looked at. */
    List<String> types() {
        return types;
    }

    /** The most that is read of one. */
    int maxBytes() {
        return this == INDEX ? 64 * MEGABYTE : 20 * MEGABYTE;
    }

    @Override
    public String toString() {
        return text;
    }
}
