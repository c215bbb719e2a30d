package io.github.rokutrickplay.dash;

import org.jspecify.annotations.Nullable;

/**
 * Finds the tags of well-formed XML by their delimiters alone: parsers tell what a tag says, and not reliably where in the text it
 * stands.
 */
final class TagScanner {

    private static final String COMMENT = "<!--";
    private static final String CDATA = "<![CDATA[";

    private final String text;
    private int position;

    TagScanner(String text) {
        this.text = text;
    }

    /**
     * @param start of its {@code <}
     * @param end behind its {@code >}
     */
    record Tag(int start, int end, boolean closing, boolean empty) {}

    /**
     * The next tag; null behind the last.
     *
     * @throws UnusableMpdException if there is a document type declaration, or something has no end
     */
    @Nullable
    Tag next() {
        for (int open = text.indexOf('<', position); open >= 0; open = text.indexOf('<', position)) {
            if (text.startsWith(COMMENT, open)) {
                position = behind("-->", open + COMMENT.length());
            } else if (text.startsWith(CDATA, open)) {
                position = behind("]]>", open + CDATA.length());
            } else if (text.startsWith("<?", open)) {
                position = behind("?>", open + 2);
            } else if (text.startsWith("<!", open)) {
                throw new UnusableMpdException("it has a document type declaration, which is not read");
            } else {
                position = behindTag(open);
                return new Tag(open, position, text.startsWith("</", open), text.charAt(position - 2) == '/');
            }
        }
        return null;
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw new UnusableMpdException(
                    "it is no well-formed XML: there is no '" + end + "' behind character " + from);
        }
        return found + end.length();
    }

    private int behindTag(int open) {
        char quote = 0;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        throw new UnusableMpdException("it is no well-formed XML: the tag at character " + open + " has no end");
    }
}
