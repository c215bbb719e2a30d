package io.github.rokutrickplay.manifest.dash;

import io.github.rokutrickplay.dash.BaseUrls;
import io.github.rokutrickplay.dash.MpdElement;
import io.github.rokutrickplay.dash.UnusableMpdException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Period, and which of its AdaptationSets are ours.
 *
 * @param bases what its media is relative to
 * @param ours in the order of the text
 * @param others likewise
 */
record EditablePeriod(MpdElement element, BaseUrls bases, List<MpdElement> ours, List<MpdElement> others) {

    private static final Pattern TEMPLATE_PART = Pattern.compile("\\$([^$]*)\\$");

    /** A part of the text, and what is to stand in its place. */
    record Change(int from, int to, String text) {}

    static EditablePeriod of(MpdElement element, BaseUrls bases, String mediaPath) {
        List<MpdElement> sets = element.children("AdaptationSet");
        List<MpdElement> ours =
                sets.stream().filter(set -> isOurs(set, bases, mediaPath)).toList();
        return new EditablePeriod(
                element,
                bases,
                ours,
                sets.stream().filter(set -> !ours.contains(set)).toList());
    }

    private static boolean isOurs(MpdElement set, BaseUrls bases, String mediaPath) {
        List<MpdElement> representations = set.children("Representation");
        return "image".equals(set.attribute("contentType"))
                && !set.has("BaseURL")
                && !representations.isEmpty()
                && representations.stream().allMatch(one -> isOurRepresentation(one, bases, mediaPath));
    }

    private static boolean isOurRepresentation(MpdElement representation, BaseUrls bases, String mediaPath) {
        String id = representation.attribute("id");
        return id != null
                && ImageRepresentation.ID.matcher(id).matches()
                && !representation.has("BaseURL")
                && representation.children("SegmentTemplate").stream()
                        .flatMap(template -> Stream.ofNullable(template.attribute("media")))
                        .flatMap(media -> bases.find(first(media)).stream())
                        .anyMatch(key -> key.startsWith(mediaPath));
    }

    private static String first(String media) {
        return TEMPLATE_PART
                .matcher(media)
                .replaceAll(part -> part.group(1).isEmpty() ? Matcher.quoteReplacement("$") : "1");
    }

    /**
     * Whether an image set can be put here.
     *
     * @throws UnusableMpdException if it would not say what it is to say
     */
    boolean takesImages() {
        if (element.isRemote() || others.isEmpty()) {
            return false;
        }
        if (Stream.of("SegmentBase", "SegmentList", "SegmentTemplate").anyMatch(element::has)) {
            throw new UnusableMpdException("its Period says how segments are found, and an image set would inherit it");
        }
        return true;
    }

    /** What has to be done for the Period to have one set of these sizes, or none of ours. */
    Stream<Change> changes(String text, List<ImageSetText.Size> sizes) {
        Stream<Change> removals = ours.stream()
                .skip(sizes.isEmpty() ? 0 : 1)
                .map(set ->
                        new Change(set.start() - Layout.of(text, set).before().length(), set.end(), ""));
        return sizes.isEmpty() ? removals : Stream.concat(Stream.of(placement(text, sizes)), removals);
    }

    private Change placement(String text, List<ImageSetText.Size> sizes) {
        Optional<MpdElement> old = ours.stream().findFirst();
        MpdElement model = old.orElseGet(others::getLast);
        Layout layout = Layout.of(text, model);
        String set =
                new ImageSetText(element.prefix(), layout, layout.unitWithin(Layout.of(text, element))).text(sizes);
        return old.isPresent()
                ? new Change(model.start(), model.end(), set)
                : new Change(model.end(), model.end(), layout.before() + set);
    }
}
