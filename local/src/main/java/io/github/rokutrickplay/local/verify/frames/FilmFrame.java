package io.github.rokutrickplay.local.verify.frames;

/**
 * A frame.
 *
 * @param timeUs its timestamp, microseconds: of the file, or of the segment's clock
 * @param key whether it is a key frame
 */
public record FilmFrame(long timeUs, Luma luma, boolean key) {}
