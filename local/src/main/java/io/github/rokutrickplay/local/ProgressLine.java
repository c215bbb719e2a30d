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

    /**
     * Shows how many of something are done, and how long the rest will take.
     *
     * @param start when it began, by System.nanoTime()
     */
    void show(String text, int done, int total, long start) {
        if (terminal.interactive()) {
            show(text + ": " + done + " of " + total + left(start, done, total));
        } else {
            show(text, done, total);
        }
    }

    /**
     * How long something will take, at its speed so far.
     *
     * @param start when it began, by System.nanoTime()
     * @return empty in the first second, and at the end
     */
    static String left(long start, int done, int total) {
        double passed = (System.nanoTime() - start) / 1e9;
        long left = Math.round(passed * (total - done) / Math.max(1, done));
        if (passed < 1 || done == 0 || left == 0) {
            return "";
        }
        return ", " + (left < 60 ? left + " s" : left / 60 + " min " + left % 60 + " s") + " left";
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
