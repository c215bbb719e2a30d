package io.github.rokutrickplay.manifest;

/**
 * An image in the store.
 *
 * @param key its object's key
 * @param timeUs the presentation time that it shows, microseconds
 * @param sizeBytes the object's size
 */
record TimedImage(String key, long timeUs, long sizeBytes) {}
