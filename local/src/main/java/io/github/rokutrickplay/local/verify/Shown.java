package io.github.rokutrickplay.local.verify;

/**
 * A stretch of the film that shows one thumbnail, as a form of thumbnails has it.
 *
 * @param startUs presentation time, microseconds
 * @param endUs likewise
 * @param gap whether the form says that there is none
 */
record Shown(long startUs, long endUs, Picture picture, boolean gap) {}
