package io.github.rokutrickplay.dash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element of an MPD that matters here, and where in the text it stands. */
public final class MpdElement {

    /** The attribute by which an element is somewhere else (23009-1 section 5.5), whatever its prefix. */
    static final String XLINK = "xlink:href";

    private final String prefix;
    private final String name;
    private final Map<String, String> attributes;
    private final int start;
    private final List<MpdElement> children = new ArrayList<>();
    private final StringBuilder content = new StringBuilder();
    private int end;

    /**
     * @param prefix its namespace's, empty for the default namespace
     * @param name without the prefix
     * @param attributes those without a namespace, and {@link #XLINK}
     * @param start of its start tag, in characters
     */
    MpdElement(String prefix, String name, Map<String, String> attributes, int start) {
        this.prefix = prefix;
        this.name = name;
        this.attributes = Map.copyOf(attributes);
        this.start = start;
    }

    void add(MpdElement child) {
        children.add(child);
    }

    void add(String characters) {
        content.append(characters);
    }

    void endAt(int offset) {
        end = offset;
    }

    /** Its namespace's; empty for the default namespace. */
    public String prefix() {
        return prefix;
    }

    /** Without the prefix. */
    public String name() {
        return name;
    }

    /** The value of one without a namespace, or of {@link #XLINK}; null if it is not there. */
    public @Nullable String attribute(String attribute) {
        return attributes.get(attribute);
    }

    /** Of its start tag, in characters. */
    public int start() {
        return start;
    }

    /** Behind its end tag. */
    public int end() {
        return end;
    }

    /** In the order of the text. */
    public List<MpdElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** Whether there is a child of that name. */
    public boolean has(String childName) {
        return children.stream().anyMatch(child -> child.name.equals(childName));
    }

    /** Its own text, without white space around it. */
    public String text() {
        return content.toString().strip();
    }

    /** Whether it is somewhere else. */
    public boolean isRemote() {
        return attributes.containsKey(XLINK);
    }

    /**
     * Of the root.
     *
     * @throws UnusableMpdException if the MPD is still being written
     */
    public void requireStatic() {
        String type = attribute("type");
        if (type != null && !type.equals("static")) {
            throw new UnusableMpdException("its type is " + type + ": it is not finished");
        }
    }
}
