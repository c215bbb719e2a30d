package io.github.rokutrickplay.config;

import io.github.rokutrickplay.hls.Resolution;

/**
 * One size of thumbnails: the box that a picture is fitted into with its display aspect ratio kept.
 *
 * @param name {@code small} or {@code big}; part of the images' keys
 * @param size the box in pixels
 */
public record ThumbnailBox(String name, Resolution size) {}
