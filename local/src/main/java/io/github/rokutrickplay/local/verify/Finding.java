package io.github.rokutrickplay.local.verify;

/**
 * Something about a published film that is not as it should be.
 *
 * @param object the file, key or URL it is about, as the user would name it
 * @param what what is wrong, with the value found and the value expected
 * @param why whom it concerns, and what they see of it
 * @param remedy what to do about it
 */
public record Finding(Severity severity, String object, String what, String why, String remedy) {

    /** How bad it is. */
    public enum Severity {
        /** A viewer, a player or a certification meets it. */
        ERROR,
        /** Not wrong today, or for some players only. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }
}
