package io.github.rokutrickplay.hls;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of one playlist: EXT-X-DEFINE and {@code {$name}} (RFC 8216bis sections 4.3 and 4.4.2.3). */
final class Variables {

    static final String EXT_X_DEFINE = "#EXT-X-DEFINE";

    private static final Pattern REFERENCE = Pattern.compile("\\{\\$([a-zA-Z0-9_-]+)}");

    private final Map<String, String> values = new HashMap<>();

    void define(String attributeList) {
        AttributeList attributes = AttributeList.parse(attributeList);
        attributes.find("NAME").ifPresent(name -> values.put(name, attributes.require("VALUE")));
    }

    /** QUERYPARAM and IMPORT variables come from a player's request, so a reference to one cannot be resolved here. */
    String substitute(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            String value = values.get(reference.group(1));
            if (value == null) {
                throw new MalformedPlaylistException("variable {$" + reference.group(1)
                        + "} has no value in this playlist; only EXT-X-DEFINE with NAME and VALUE can be resolved");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
