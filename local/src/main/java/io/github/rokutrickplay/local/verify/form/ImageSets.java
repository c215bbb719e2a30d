package io.github.rokutrickplay.local.verify.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The image AdaptationSets of an MPD (DASH-IF IOP 4.3 section 6.2.6).
 *
 * @param durationUs of the presentation, microseconds; -1 where it is not told
 * @param periods how many there are
 * @param representations one for each of each image set, in the order of the text
 */
public record ImageSets(long durationUs, int periods, List<Images> representations) {

    /**
     * An image Representation.
     *
     * @param bases the BaseURLs in force, outermost first
     * @param startUs of its Period
     * @param endUs likewise; -1 where it is not told
     */
    public record Images(Element element, Element template, List<String> bases, long startUs, long endUs) {}

    private static final long MICROS_PER_MILLI = 1000;

    public ImageSets {
        representations = List.copyOf(representations);
    }

    /**
     * @throws MalformedFormException if it is no MPD, or none whose times can be told
     */
    public static ImageSets read(byte[] bytes) {
        Element mpd = parse(bytes).getDocumentElement();
        if (!"MPD".equals(mpd.getLocalName())) {
            throw new MalformedFormException("is a document '" + mpd.getLocalName() + "', not an MPD");
        }
        long duration = duration(mpd, "mediaPresentationDuration");
        List<Element> periods = children(mpd, "Period");
        List<Images> found = new ArrayList<>();
        long start = 0;
        for (int i = 0; i < periods.size(); i++) {
            Element period = periods.get(i);
            long said = duration(period, "start");
            start = said < 0 ? start : said;
            long length = duration(period, "duration");
            long nextStart = i + 1 < periods.size() ? duration(periods.get(i + 1), "start") : -1;
            long end = length >= 0 ? start + length : nextStart >= 0 ? nextStart : duration;
            addImages(bases(bases(List.of(), mpd), period), period, start, end, found);
            start = Math.max(start, end);
        }
        return new ImageSets(duration < 0 ? start : duration, periods.size(), found);
    }

    private static void addImages(List<String> bases, Element period, long start, long end, List<Images> found) {
        for (Element set : children(period, "AdaptationSet")) {
            boolean images = set.getAttribute("contentType").equals("image")
                    || set.getAttribute("mimeType").startsWith("image/");
            for (Element representation : images ? children(set, "Representation") : List.<Element>of()) {
                Element template = template(representation, set, period);
                if (template == null) {
                    throw new MalformedFormException(
                            "has images '" + representation.getAttribute("id") + "' without a SegmentTemplate");
                }
                found.add(new Images(representation, template, bases(bases(bases, set), representation), start, end));
            }
        }
    }

    private static @Nullable Element template(Element... innermostFirst) {
        for (Element element : innermostFirst) {
            List<Element> templates = children(element, "SegmentTemplate");
            if (!templates.isEmpty()) {
                return templates.getFirst();
            }
        }
        return null;
    }

    private static List<String> bases(List<String> outer, Element element) {
        List<String> bases = new ArrayList<>(outer);
        children(element, "BaseURL").stream()
                .limit(1)
                .forEach(base -> bases.add(base.getTextContent().strip()));
        return bases;
    }

    static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }

    private static long duration(Element element, String attribute) {
        String text = element.getAttribute(attribute);
        if (text.isEmpty()) {
            return -1;
        }
        try {
            return Duration.parse(text).toNanos() / MICROS_PER_MILLI;
        } catch (DateTimeParseException e) {
            throw new MalformedFormException("has a " + attribute + " of '" + text + "'", e);
        }
    }

    /** Nothing outside the text is read, and no entity is expanded: it is somebody else's. */
    private static Document parse(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException e) {
            throw new MalformedFormException(
                    "is " + ContentKind.of(bytes) + " and no XML that can be read: " + e.getMessage(), e);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("the JDK's own parser cannot be set up", e);
        }
    }
}
