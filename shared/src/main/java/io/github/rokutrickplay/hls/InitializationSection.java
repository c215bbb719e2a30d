package io.github.rokutrickplay.hls;

import org.jspecify.annotations.Nullable;

/**
 * What a segment's parser must be given first: EXT-X-MAP (RFC 8216bis section 4.4.4.5).
 *
 * @param uri as it stands in the playlist
 * @param byteRange null for the whole resource
 */
public record InitializationSection(String uri, @Nullable ByteRange byteRange) {}
