package io.github.rokutrickplay.manifest.dash;

import java.util.List;

/**
 * An AdaptationSet of ours as text (DASH-IF IOP 4.3 section 6.2.6). What a SegmentTemplate could inherit is written out.
 *
 * @param prefix of the MPD's namespace, empty for the default namespace
 * @param layout how the set stands in its text
 * @param unit what each level within is indented by
 */
record ImageSetText(String prefix, Layout layout, String unit) {

    private static final String THUMBNAIL_TILE = "http://dashif.org/guidelines/thumbnail_tile";

    /**
     * One size, and where its images are.
     *
     * @param media the template of their URLs, percent-encoded
     */
    record Size(PlacedImages placed, String media) {}

    String text(List<Size> sizes) {
        StringBuilder text = new StringBuilder();
        open(text, 0, "AdaptationSet", " contentType=\"image\" mimeType=\"image/jpeg\">");
        sizes.forEach(size -> append(text, size));
        close(text, 0, "AdaptationSet");
        return text.toString();
    }

    private void append(StringBuilder text, Size size) {
        ImageRepresentation images = size.placed().images();
        open(
                text,
                1,
                "Representation",
                attribute("id", images.id())
                        + attribute("bandwidth", images.bandwidth())
                        + attribute("width", images.width())
                        + attribute("height", images.height())
                        + ">");
        open(
                text,
                2,
                "EssentialProperty",
                attribute("schemeIdUri", THUMBNAIL_TILE)
                        + attribute("value", images.columns() + "x" + images.rows())
                        + "/>");
        template(text, size);
        close(text, 1, "Representation");
    }

    private void template(StringBuilder text, Size size) {
        PlacedImages placed = size.placed();
        long duration = placed.ticks(placed.images().segmentDurationUs());
        String common = attribute("media", size.media()) + attribute("timescale", placed.timescale());
        String start = attribute("startNumber", placed.firstNumber());
        if (!placed.timeline()) {
            open(text, 2, "SegmentTemplate", common + attribute("duration", duration) + start + "/>");
            return;
        }
        String offset =
                placed.offsetUs() == 0 ? "" : attribute("presentationTimeOffset", placed.ticks(placed.offsetUs()));
        open(text, 2, "SegmentTemplate", common + offset + start + ">");
        open(text, 3, "SegmentTimeline", ">");
        String repeat = placed.count() == 1 ? "" : attribute("r", placed.count() - 1);
        open(text, 4, "S", attribute("t", 0) + attribute("d", duration) + repeat + "/>");
        close(text, 3, "SegmentTimeline");
        close(text, 2, "SegmentTemplate");
    }

    private void open(StringBuilder text, int level, String name, String rest) {
        line(text, level).append('<').append(qualified(name)).append(rest);
    }

    private void close(StringBuilder text, int level, String name) {
        line(text, level).append("</").append(qualified(name)).append('>');
    }

    private StringBuilder line(StringBuilder text, int level) {
        return layout.hasOwnLine() && !text.isEmpty()
                ? text.append(layout.before()).append(unit.repeat(level))
                : text;
    }

    private String qualified(String name) {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private static String attribute(String name, long value) {
        return attribute(name, Long.toString(value));
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\""
                + value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;") + "\"";
    }
}
