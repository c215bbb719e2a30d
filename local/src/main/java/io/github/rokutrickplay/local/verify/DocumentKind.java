package io.github.rokutrickplay.local.verify;

import java.util.List;

/** What a text is that a player reads, and how it has to be served. */
enum DocumentKind {
    MAIN_PLAYLIST("main playlist", false),
    PLAYLIST("playlist", true),
    FILM_PLAYLIST("playlist of the film", false),
    WEB_VTT("WebVTT", true),
    STORYBOARD("storyboard", true),
    MPD("MPD", false),
    INDEX("index", true);

    private static final int MEGABYTE = 1024 * 1024;

    private final String text;
    private final boolean ours;

    DocumentKind(String text, boolean ours) {
        this.text = text;
        this.ours = ours;
    }

    /** Whether we write it: what is wrong with it is an error. */
    boolean isOurs() {
        return ours;
    }

    /** The Content-Types that players take, in lower case; none where it is not looked at. */
    List<String> types() {
        return switch (this) {
            case MAIN_PLAYLIST, PLAYLIST ->
                List.of("application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl");
            case FILM_PLAYLIST -> List.of();
            case WEB_VTT -> List.of("text/vtt");
            case STORYBOARD, INDEX -> List.of("application/json");
            case MPD -> List.of("application/dash+xml");
        };
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
