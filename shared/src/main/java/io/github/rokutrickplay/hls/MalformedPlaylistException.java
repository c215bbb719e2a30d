package io.github.rokutrickplay.hls;

/** A text is not the playlist that it should be. The message names the line, where there is one, and what was expected. */
public final class MalformedPlaylistException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedPlaylistException(String message) {
        super(message);
    }

    static MalformedPlaylistException atLine(int index, PlaylistLine line, MalformedPlaylistException cause) {
        return new MalformedPlaylistException(
                "line " + (index + 1) + " '" + PlaylistText.excerpt(line.text()) + "': " + cause.getMessage());
    }
}
