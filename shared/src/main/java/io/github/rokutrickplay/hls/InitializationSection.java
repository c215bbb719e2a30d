package io.github.rokutrickplay.hls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a segment's parser must be given first: EXT-X-MAP (RFC 8216bis section 4.4.4.5).
 *
 * @param uri as it stands in the playlist, variables substituted
 * @param byteRange null for the whole resource
 * @param keys the EXT-X-KEY tags above it, which apply to it as well; empty where it is clear
 */
public record InitializationSection(String uri, @Nullable ByteRange byteRange, List<EncryptionKey> keys) {

    public InitializationSection {
        keys = List.copyOf(keys);
    }
}
