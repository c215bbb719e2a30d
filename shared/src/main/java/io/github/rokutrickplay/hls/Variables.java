package io.github.rokutrickplay.hls;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of one playlist: EXT-X-DEFINE and {@code {$name}} (RFC 8216bis sections 4.3 and 4.4.2.3). */
final class Variables {

    static final String EXT_X_DEFINE = "#EXT-X-DEFINE";

    private static final Pattern REFERENCE = Pattern.compile("\\{\\$([a-zA-Z0-9_-]+)}");

    /** Where a URI's path ends: what follows names no object. */
    private static final Pattern QUERY = Pattern.compile("[?#]");

    private final Map<String, String> importable;
    private final Map<String, String> values = new HashMap<>();
    /** Why a variable that was defined has no value. */
    private final Map<String, String> unknown = new HashMap<>();

    /**
     * @param importable the variables of the multivariant playlist that led here; none for a multivariant playlist itself
     */
    Variables(Map<String, String> importable) {
        this.importable = Map.copyOf(importable);
    }

    /** A variable whose value is not known here is an error only where something refers to it. */
    void define(String attributeList) {
        AttributeList attributes = AttributeList.parse(attributeList);
        attributes.find("NAME").ifPresent(name -> values.put(name, attributes.require("VALUE")));
        attributes
                .find("QUERYPARAM")
                .ifPresent(name -> unknown.put(
                        name,
                        "is taken from a player's request (EXT-X-DEFINE with QUERYPARAM), which is not known here"));
        attributes.find("IMPORT").ifPresent(this::importVariable);
    }

    private void importVariable(String name) {
        Optional.ofNullable(importable.get(name))
                .ifPresentOrElse(
                        value -> values.put(name, value),
                        () -> unknown.put(
                                name,
                                "is imported (EXT-X-DEFINE with IMPORT), but no multivariant playlist that led here has a"
                                        + " value for it"));
    }

    /** The variables that have a value, for the media playlists to import. */
    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** An attribute list with its values substituted. */
    AttributeList attributes(AttributeList attributes) {
        Map<String, String> substituted = new LinkedHashMap<>();
        attributes.values().forEach((name, value) -> {
            substituted.put(name, name.equals("URI") ? uri(value) : substitute(value));
        });
        return new AttributeList(substituted);
    }

    /** Those of a list's attributes of which every variable has a value, substituted; a URI is not among them. */
    AttributeList known(AttributeList attributes) {
        Map<String, String> known = new LinkedHashMap<>();
        attributes.values().forEach((name, value) -> {
            if (!name.equals("URI")
                    && REFERENCE.matcher(value).results().allMatch(r -> values.containsKey(r.group(1)))) {
                known.put(name, substitute(value));
            }
        });
        return new AttributeList(known);
    }

    /** A URI with its path substituted; its query stays as it stands, since it says nothing of which object is meant. */
    String uri(String text) {
        Matcher query = QUERY.matcher(text);
        int end = query.find() ? query.start() : text.length();
        return substitute(text.substring(0, end)) + text.substring(end);
    }

    private String substitute(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(value(reference.group(1))));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new MalformedPlaylistException("variable {$" + name + "} "
                    + unknown.getOrDefault(name, "has no value: no EXT-X-DEFINE above it defines it"));
        }
        return value;
    }
}
