package io.github.rokutrickplay.manifest;

import io.github.rokutrickplay.config.Grid;

/**
 * How thumbnails lie on sheets.
 *
 * @param grid of every sheet, whether thumbnails fill it or not
 * @param tileUs how long each is shown but for the last of a sheet, microseconds
 */
record Tiling(Grid grid, long tileUs) {}
