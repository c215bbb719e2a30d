package io.github.rokutrickplay.local.backfill;

/**
 * What has become of a film.
 *
 * @param reason why it was refused, or failed; empty else
 */
public record FilmResult(Ending ending, String reason) {

    /** How it ended. */
    public enum Ending {
        MADE,
        UP_TO_DATE,
        /** It will not succeed before something is done about it. */
        REFUSED,
        /** Another try may succeed. */
        FAILED
    }

    static final FilmResult MADE = new FilmResult(Ending.MADE, "");
    static final FilmResult UP_TO_DATE = new FilmResult(Ending.UP_TO_DATE, "");
}
