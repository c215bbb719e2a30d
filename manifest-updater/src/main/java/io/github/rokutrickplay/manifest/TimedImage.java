package io.github.rokutrickplay.manifest;

/**
 * An image of a time.
 *
 * @param key its object's key, or the one that it would have
 * @param timeUs the presentation time that it shows, microseconds
 * @param sizeBytes the object's size
 * @param missing whether it shows nothing of the film, which is damaged there
 * @param stored whether there is such an object: of a missing image one that may be shown in its place
 */
record TimedImage(String key, long timeUs, long sizeBytes, boolean missing, boolean stored) {

    /** An image in the store, or one that is missing and has none in its place. */
    TimedImage(String key, long timeUs, long sizeBytes, boolean missing) {
        this(key, timeUs, sizeBytes, missing, !missing);
    }

    /** An image in the store. */
    TimedImage(String key, long timeUs, long sizeBytes) {
        this(key, timeUs, sizeBytes, false);
    }
}
