package io.github.rokutrickplay.manifest;

/**
 * Where a thumbnail is to be found.
 *
 * @param imageKey the object that holds it
 * @param left its first column there, pixels
 * @param top its first row
 * @param timeUs the presentation time from which it is shown, microseconds
 */
record Tile(String imageKey, int left, int top, long timeUs) {}
