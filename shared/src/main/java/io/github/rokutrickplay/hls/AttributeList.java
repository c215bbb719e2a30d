package io.github.rokutrickplay.hls;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attribute list of a tag (RFC 8216bis section 4.2).
 *
 * @param values each attribute's value, without the quotes of a quoted string
 */
public record AttributeList(Map<String, String> values) {

    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s*([A-Z0-9-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\",]*))\\s*(?:,|$)");

    /** Up to the comma; a quoted value may lack its closing quote. What is no attribute is no match, and skipped. */
    private static final Pattern LENIENT_ATTRIBUTE =
            Pattern.compile("(?:^|,)\\s*([A-Z0-9-]+)\\s*=\\s*(?:\"([^\"]*)\"?|([^\",]*))[^,]*");

    public AttributeList {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * @throws MalformedPlaylistException if the text is no attribute list, or names an attribute twice
     */
    public static AttributeList parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        int position = 0;
        while (position < text.length()) {
            if (!matcher.find(position) || matcher.start() != position) {
                throw new MalformedPlaylistException("'" + text.substring(position) + "' is not NAME=value");
            }
            String value = matcher.group(2) != null
                    ? matcher.group(2)
                    : matcher.group(3).strip();
            if (values.putIfAbsent(matcher.group(1), value) != null) {
                throw new MalformedPlaylistException("attribute " + matcher.group(1) + " stands twice");
            }
            position = matcher.end();
        }
        return new AttributeList(values);
    }

    /**
     * Reads what can be read, as players do: what is not NAME=value is passed over up to the next comma, and an attribute that
     * stands twice has its first value.
     */
    static AttributeList lenient(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher matcher = LENIENT_ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            values.putIfAbsent(
                    matcher.group(1), quoted != null ? quoted : matcher.group(3).strip());
        }
        return new AttributeList(values);
    }

    /** The attribute's value, without quotes. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * @throws MalformedPlaylistException if the attribute is missing
     */
    public String require(String name) {
        return find(name).orElseThrow(() -> new MalformedPlaylistException("attribute " + name + " is missing"));
    }
}
