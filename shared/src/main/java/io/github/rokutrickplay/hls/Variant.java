package io.github.rokutrickplay.hls;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variant stream: EXT-X-STREAM-INF and the URI below it (RFC 8216bis section 4.4.6.2), or EXT-X-I-FRAME-STREAM-INF
 * (section 4.4.6.3), which has the same attributes.
 *
 * @param uri its media playlist, as it stands, variables substituted
 * @param attributes the tag's attributes, but for URI, and for such as refer to a variable that has no value
 */
public record Variant(String uri, AttributeList attributes) {

    /** Digits that fit into a long; some packagers write a fraction behind them. */
    private static final Pattern BITS_PER_SECOND = Pattern.compile("(\\d{1,18})(?:\\.\\d*)?");

    /** Peak bits/s; 0 where the tag, against the rules, has no BANDWIDTH, or one that is no number. */
    public long bandwidth() {
        return attributes
                .find("BANDWIDTH")
                .map(BITS_PER_SECOND::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .orElse(0L);
    }

    /** Empty where the tag has no RESOLUTION, or one that is none: then it is not known. */
    public Optional<Resolution> resolution() {
        try {
            return attributes.find("RESOLUTION").map(Resolution::parse);
        } catch (MalformedPlaylistException none) {
            return Optional.empty();
        }
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
}
