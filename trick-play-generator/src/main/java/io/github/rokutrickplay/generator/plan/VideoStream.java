package io.github.rokutrickplay.generator.plan;

import io.github.rokutrickplay.hls.Resolution;

/**
 * What the beginning of a segment says of the video in it.
 *
 * @param codec as FFmpeg names it: h264, hevc, av1, vp9, mpeg2video
 * @param size of its pictures in pixels, as they are coded
 * @param hdr whether its transfer characteristics are PQ or HLG
 */
public record VideoStream(String codec, Resolution size, boolean hdr) {}
