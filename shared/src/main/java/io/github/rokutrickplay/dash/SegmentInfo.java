package io.github.rokutrickplay.dash;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a Representation's segments are found: of SegmentTemplates (or SegmentLists) of Period, AdaptationSet and Representation, the innermost
 * that says a thing (23009-1 section 5.3.9.1).
 *
 * @param kind {@code SegmentTemplate}, {@code SegmentList}, or {@code SegmentBase} where there is neither
 * @param elements the innermost first
 */
record SegmentInfo(String kind, List<MpdElement> elements) {

    /**
     * @param levels the outermost first
     */
    static SegmentInfo of(List<MpdElement> levels) {
        for (String kind : List.of("SegmentTemplate", "SegmentList")) {
            List<MpdElement> elements = levels.reversed().stream()
                    .flatMap(level -> level.children(kind).stream())
                    .toList();
            if (!elements.isEmpty()) {
                return new SegmentInfo(kind, elements);
            }
        }
        return new SegmentInfo("SegmentBase", List.of());
    }

    boolean isOneFile() {
        return elements.isEmpty();
    }

    boolean isList() {
        return kind.equals("SegmentList");
    }

    @Nullable
    String attribute(String name) {
        return elements.stream()
                .flatMap(element -> Stream.ofNullable(element.attribute(name)))
                .findFirst()
                .orElse(null);
    }

    /**
     * @throws UnusableMpdException if it is no number
     */
    long number(String name, long otherwise) {
        String text = attribute(name);
        return text == null ? otherwise : number(text, kind + "@" + name);
    }

    static long number(String text, String what) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new UnusableMpdException("its " + what + " is '" + text + "', which is no number", e);
        }
    }

    /** Those of the innermost that has any. */
    List<MpdElement> children(String name) {
        return elements.stream()
                .map(element -> element.children(name))
                .filter(children -> !children.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
