package io.github.rokutrickplay.local.verify.form;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * One size of images in one Period of an MPD, and where they are.
 *
 * @param id of the Representation
 * @param width of a whole image, in pixels
 * @param height likewise
 * @param bandwidth bits a second
 * @param segments in order of their times
 * @param rest whether the last of a timeline is shorter than the others
 */
public record ImageTemplate(
        String id, int width, int height, int columns, int rows, long bandwidth, List<Segment> segments, boolean rest) {

    /**
     * An image.
     *
     * @param startUs in the presentation, microseconds
     * @param tileUs that each of its tiles is shown for
     */
    public record Segment(long startUs, long endUs, long tileUs, String uri) {}

    private static final Pattern GRID = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");
    private static final Pattern IDENTIFIER = Pattern.compile("\\$(?:(Number)(?:%0(\\d)d)?|(RepresentationID))?\\$");
    private static final List<String> SCHEMES =
            List.of("http://dashif.org/guidelines/thumbnail_tile", "http://dashif.org/thumbnail_tile");
    private static final long MICROS = 1_000_000;
    private static final int MAX_SEGMENTS = 1_000_000;

    public ImageTemplate {
        segments = List.copyOf(segments);
    }

    /**
     * @throws MalformedFormException if an attribute is missing or none that can be understood
     */
    public static ImageTemplate of(ImageSets.Images images) {
        Element representation = images.element();
        String id = representation.getAttribute("id");
        Matcher grid = GRID.matcher(ImageSets.children(representation, "EssentialProperty").stream()
                .filter(property -> SCHEMES.contains(property.getAttribute("schemeIdUri")))
                .map(property -> property.getAttribute("value"))
                .findFirst()
                .orElse(""));
        if (!grid.matches()) {
            throw new MalformedFormException(
                    "has images '" + id + "' without the EssentialProperty thumbnail_tile that says their grid");
        }
        int columns = Integer.parseInt(grid.group(1));
        int rows = Integer.parseInt(grid.group(2));
        List<Span> spans = spans(images, id);
        long full = spans.isEmpty() ? 0 : spans.getFirst().ticks();
        return new ImageTemplate(
                id,
                (int) number(representation, "width", -1, id),
                (int) number(representation, "height", -1, id),
                columns,
                rows,
                number(representation, "bandwidth", -1, id),
                segments(images, spans, columns * rows),
                spans.stream().anyMatch(span -> span.ticks() != full));
    }

    /** In ticks of the template, from its Period's start. */
    private record Span(long start, long ticks) {}

    private static List<Span> spans(ImageSets.Images images, String id) {
        Element template = images.template();
        List<Element> timelines = ImageSets.children(template, "SegmentTimeline");
        return timelines.isEmpty() ? constant(images, id) : timeline(timelines.getFirst(), template, id);
    }

    private static List<Span> constant(ImageSets.Images images, String id) {
        long duration = number(images.template(), "duration", -1, id);
        if (images.endUs() < 0) {
            throw new MalformedFormException("has images '" + id + "' in a Period whose end is not told");
        }
        double ticks = (images.endUs() - images.startUs()) / (double) MICROS * timescale(images.template(), id);
        List<Span> spans = new ArrayList<>();
        for (long start = 0; start < Math.round(ticks) && spans.size() < MAX_SEGMENTS; start += duration) {
            spans.add(new Span(start, duration));
        }
        return spans;
    }

    private static List<Span> timeline(Element timeline, Element template, String id) {
        long offset = number(template, "presentationTimeOffset", 0, id);
        List<Span> spans = new ArrayList<>();
        long at = 0;
        for (Element s : ImageSets.children(timeline, "S")) {
            at = number(s, "t", at, id);
            long ticks = number(s, "d", -1, id);
            for (long i = number(s, "r", 0, id); i >= 0 && spans.size() < MAX_SEGMENTS; i--) {
                spans.add(new Span(at - offset, ticks));
                at += ticks;
            }
        }
        return spans;
    }

    private static List<Segment> segments(ImageSets.Images images, List<Span> spans, int tiles) {
        String id = images.element().getAttribute("id");
        long timescale = timescale(images.template(), id);
        long first = number(images.template(), "startNumber", 1, id);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            long start = images.startUs() + us(span.start(), timescale);
            long end = images.startUs() + us(span.start() + span.ticks(), timescale);
            segments.add(new Segment(start, end, (end - start) / tiles, uri(images, id, first + i)));
        }
        return segments;
    }

    private static String uri(ImageSets.Images images, String id, long number) {
        String media = images.template().getAttribute("media");
        boolean numbered = media.contains("$Number");
        if (!numbered) {
            throw new MalformedFormException("has images '" + id + "' whose media '" + media + "' names no $Number$");
        }
        return IDENTIFIER.matcher(media).replaceAll(match -> {
            if (match.group(1) != null) {
                String digits = Long.toString(number);
                int width = match.group(2) == null ? 1 : Integer.parseInt(match.group(2));
                return "0".repeat(Math.max(0, width - digits.length())) + digits;
            }
            return Matcher.quoteReplacement(match.group(3) == null ? "$" : id);
        });
    }

    private static long timescale(Element template, String id) {
        return number(template, "timescale", 1, id);
    }

    private static long us(long ticks, long timescale) {
        return Math.round(ticks * (double) MICROS / timescale);
    }

    /** At least 1, where there is no default value. */
    private static long number(Element element, String attribute, long absent, String id) {
        String text = element.getAttribute(attribute);
        if (text.isEmpty() && absent >= 0) {
            return absent;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 1 || (absent >= 0 && number >= 0)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new MalformedFormException("has images '" + id + "' with " + attribute + "='" + text + "'");
    }
}
