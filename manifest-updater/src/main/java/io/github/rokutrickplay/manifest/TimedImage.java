package io.github.rokutrickplay.manifest;

/**
 * An image, in the store or missing there.
 *
 * @param key its object's key, or the one that it would have
 * @param timeUs the presentation time that it shows, microseconds
 * @param sizeBytes the object's size
 * @param missing whether there is no such object, since the film is damaged there
 */
record TimedImage(String key, long timeUs, long sizeBytes, boolean missing) {

    /** An image in the store. */
    TimedImage(String key, long timeUs, long sizeBytes) {
        this(key, timeUs, sizeBytes, false);
    }
}
