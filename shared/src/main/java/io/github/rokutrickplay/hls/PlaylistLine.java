package io.github.rokutrickplay.hls;

/**
 * One line as it stands in the playlist.
 *
 * @param text the line without its end
 * @param terminator {@code "\n"}, {@code "\r\n"}, or empty for a last line that is not ended
 */
public record PlaylistLine(String text, String terminator) {

    /** Whether this is the tag, with or without a value. */
    public boolean isTag(String tag) {
        return text.startsWith(tag) && (text.length() == tag.length() || text.charAt(tag.length()) == ':');
    }

    /** What follows the tag's colon; empty when nothing does. */
    String tagValue(String tag) {
        return text.length() > tag.length() ? text.substring(tag.length() + 1).strip() : "";
    }

    /** Neither blank, nor a tag, nor a comment (RFC 8216bis section 4.1). */
    public boolean isUri() {
        return !text.isBlank() && !text.startsWith("#");
    }
}
