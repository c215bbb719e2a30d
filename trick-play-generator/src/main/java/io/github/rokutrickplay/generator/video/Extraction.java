package io.github.rokutrickplay.generator.video;

import io.github.rokutrickplay.hls.Resolution;
import java.util.Map;
import java.util.SortedSet;

/** TEMPORARY: the engine's. */
public record Extraction(
        Map<String, Resolution> sizes, SortedSet<Integer> withoutFrame, long bytesRead, long framesDecoded) {}
