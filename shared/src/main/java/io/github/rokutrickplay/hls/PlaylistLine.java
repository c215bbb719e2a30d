package io.github.rokutrickplay.hls;

/**
 * One line as it stands in the playlist.
 *
 * @param text the line without its end
 * @param terminator {@code "\n"}, {@code "\r\n"}, {@code "\r"} in a text without line feeds, or empty for a last line that is not ended
 */
public record PlaylistLine(String text, String terminator) {

    /** Whether this is the tag, with or without a value. Blanks around it, against the RFC, change nothing for players. */
    public boolean isTag(String tag) {
        String content = text.strip();
        return content.startsWith(tag) && (content.length() == tag.length() || content.charAt(tag.length()) == ':');
    }

    /** What follows the tag's colon; empty when nothing does. */
    String tagValue(String tag) {
        String content = text.strip();
        return content.length() > tag.length()
                ? content.substring(tag.length() + 1).strip()
                : "";
    }

    /** Neither blank, nor a tag, nor a comment (RFC 8216bis section 4.1). */
    public boolean isUri() {
        return !text.isBlank() && !text.stripLeading().startsWith("#");
    }
}
