package io.github.rokutrickplay.local;

/** One line that tells where a long run is: rewritten where somebody watches, else printed when it changes. */
final class ProgressLine {

    private final Terminal terminal;
    private String last = "";

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Shows how far something is, in whole percents; where nobody watches, in quarters.
     *
     * @param total at least 1
     */
    void show(String text, int done, int total) {
        int percent = (int) (100L * done / total);
        show(text + " ... " + (terminal.interactive() ? percent : percent / 25 * 25) + " %");
    }

    void show(String text) {
        if (text.equals(last)) {
            return;
        }
        if (terminal.interactive()) {
            terminal.err().print("\r" + text + " ".repeat(Math.max(0, last.length() - text.length())));
            terminal.err().flush();
        } else {
            terminal.err().println(text);
        }
        last = text;
    }

    /** Ends the line. */
    void finish() {
        if (terminal.interactive() && !last.isEmpty()) {
            terminal.err().println();
        }
        last = "";
    }
}
