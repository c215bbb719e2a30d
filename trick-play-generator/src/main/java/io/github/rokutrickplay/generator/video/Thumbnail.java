package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.config.ThumbnailBox;

/** TEMPORARY: the engine's. */
public record Thumbnail(int number, ThumbnailBox box, byte[] jpeg) {}
