package io.github.rokutrickplay.manifest.dash;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads MPDs as a player does, with another parser than the editor's and by the letter of the specification. */
final class Mpds {

    private Mpds() {}

    static Document parse(byte[] mpd) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(mpd));
        } catch (Exception e) {
            throw new AssertionError("the MPD cannot be parsed", e);
        }
    }

    static List<Element> periods(byte[] mpd) {
        return children(parse(mpd).getDocumentElement(), "Period");
    }

    static List<Element> children(Node parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }

    /** The Representations of image sets whose ids are like ours. */
    static List<Element> thumbnails(Element period) {
        return children(period, "AdaptationSet").stream()
                .filter(set -> set.getAttribute("contentType").equals("image"))
                .flatMap(set -> children(set, "Representation").stream())
                .filter(representation -> representation.getAttribute("id").startsWith("thumbs_"))
                .toList();
    }

    static Element template(Element representation) {
        List<Element> templates = children(representation, "SegmentTemplate");
        if (templates.size() != 1) {
            throw new AssertionError("not one SegmentTemplate: " + templates.size());
        }
        return templates.getFirst();
    }

    /**
     * The number of the segment that is on at a time; 0 if there is none.
     *
     * @param us since the Period's start
     */
    static long numberAt(Element representation, long us) {
        Element template = template(representation);
        BigDecimal ticks = BigDecimal.valueOf(us)
                .multiply(new BigDecimal(template.getAttribute("timescale")))
                .movePointLeft(6);
        long first = Long.parseLong(template.getAttribute("startNumber"));
        List<Element> timelines = children(template, "SegmentTimeline");
        if (timelines.isEmpty()) {
            BigDecimal duration = new BigDecimal(template.getAttribute("duration"));
            return first + ticks.divideToIntegralValue(duration).longValueExact();
        }
        String offset = template.getAttribute("presentationTimeOffset");
        BigDecimal mediaTime = ticks.add(offset.isEmpty() ? BigDecimal.ZERO : new BigDecimal(offset));
        BigDecimal start = BigDecimal.ZERO;
        long number = first;
        for (Element s : children(timelines.getFirst(), "S")) {
            start = s.hasAttribute("t") ? new BigDecimal(s.getAttribute("t")) : start;
            long repeats = s.hasAttribute("r") ? Long.parseLong(s.getAttribute("r")) : 0;
            for (long i = 0; i <= repeats; i++) {
                BigDecimal end = start.add(new BigDecimal(s.getAttribute("d")));
                if (mediaTime.compareTo(start) >= 0 && mediaTime.compareTo(end) < 0) {
                    return number;
                }
                start = end;
                number++;
            }
        }
        return 0;
    }

    /** The URL of a segment as the template tells it. */
    static String url(Element representation, long number) {
        String media = template(representation).getAttribute("media");
        StringBuilder url = new StringBuilder();
        String[] parts = media.split("\\$", -1);
        // Every other part stands between two signs.
        IntStream.range(0, parts.length).forEach(i -> {
            if (i % 2 == 0) {
                url.append(parts[i]);
            } else if (parts[i].isEmpty()) {
                url.append('$');
            } else {
                url.append(parts[i].replaceFirst("Number", "").formatted(number));
            }
        });
        return url.toString();
    }
}
