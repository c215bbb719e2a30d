package io.github.rokutrickplay.hls;

import java.util.List;
import java.util.Optional;

/**
 * A variant stream: EXT-X-STREAM-INF and the URI below it (RFC 8216bis section 4.4.6.2), or EXT-X-I-FRAME-STREAM-INF
 * (section 4.4.6.3), which has the same attributes.
 *
 * @param uri its media playlist, as it stands, variables substituted
 * @param attributes all of the tag's attributes
 */
public record Variant(String uri, AttributeList attributes) {

    /** Peak bits/s; 0 where the tag, against the rules, has no BANDWIDTH. */
    public long bandwidth() {
        return attributes.find("BANDWIDTH").map(Variant::bitsPerSecond).orElse(0L);
    }

    public Optional<Resolution> resolution() {
        return attributes.find("RESOLUTION").map(Resolution::parse);
    }

    /** RFC 6381 names; empty where the tag has no CODECS, which says nothing of what is in it. */
    public List<String> codecs() {
        return attributes.find("CODECS").stream()
                .flatMap(codecs -> List.of(codecs.split(",")).stream())
                .map(String::strip)
                .filter(codec -> !codec.isEmpty())
                .toList();
    }

    /** SDR where the tag says nothing, as the RFC has it. */
    public String videoRange() {
        return attributes.find("VIDEO-RANGE").orElse("SDR");
    }

    private static long bitsPerSecond(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedPlaylistException("BANDWIDTH=" + text + " is not a number of bits per second");
        }
    }
}
