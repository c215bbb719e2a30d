package io.github.rokutrickplay.manifest.dash;

import io.github.rokutrickplay.dash.MpdElement;

/**
 * How an element stands in its text.
 *
 * @param lineEnd that its line is begun by; empty if there is something before it on its line
 * @param indent between that and the element
 */
record Layout(String lineEnd, String indent) {

    private static final Layout INLINE = new Layout("", "");
    private static final String USUAL_INDENT = "  ";

    static Layout of(String text, MpdElement element) {
        int line = element.start();
        while (line > 0 && (text.charAt(line - 1) == ' ' || text.charAt(line - 1) == '\t')) {
            line--;
        }
        if (line == 0 || (text.charAt(line - 1) != '\n' && text.charAt(line - 1) != '\r')) {
            return INLINE;
        }
        boolean two = line > 1 && text.startsWith("\r\n", line - 2);
        return new Layout(text.substring(line - (two ? 2 : 1), line), text.substring(line, element.start()));
    }

    boolean hasOwnLine() {
        return !lineEnd.isEmpty();
    }

    /** What stands before the element, back to the line before. */
    String before() {
        return lineEnd + indent;
    }

    /** What an element within this one is indented by, where another within {@code outer} is indented as this one is. */
    String unitWithin(Layout outer) {
        if (!outer.hasOwnLine() || !indent.startsWith(outer.indent)) {
            return USUAL_INDENT;
        }
        return indent.substring(outer.indent.length());
    }
}
