package io.github.rokutrickplay.dash;

import io.github.rokutrickplay.dash.TagScanner.Tag;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an MPD with the JDK's parser and a {@link TagScanner} side by side: the one says what is there and that it is well-formed, the
 * other where it stands. The two have to agree on every tag. Nothing but the text is read: no document type, no entity.
 */
public final class MpdReader {

    private static final String NAMESPACE = "urn:mpeg:dash:schema:mpd";
    private static final String XLINK_NAMESPACE = "http://www.w3.org/1999/xlink";

    private final TagScanner tags;
    private final XMLStreamReader parser;
    private final Set<String> kept;
    private final Deque<MpdElement> open = new ArrayDeque<>();
    private @Nullable MpdElement root;
    private String namespace = "";
    private int passedOver;
    private Tag last = new Tag(0, 0, false, false);

    private MpdReader(XmlText xml, Set<String> kept) throws XMLStreamException {
        tags = new TagScanner(xml.text());
        // Of bytes that it cannot decode, the parser would print what it throws.
        parser = parsers().createXMLStreamReader(new StringReader(xml.text()));
        this.kept = kept;
    }

    private static XMLInputFactory parsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /**
     * @param kept names of the elements that are wanted; others are passed over with all that is in them
     * @return the root element
     * @throws UnusableMpdException if it is no MPD
     */
    public static MpdElement read(XmlText xml, Set<String> kept) {
        // Document types are refused before the parser sees one.
        if (new TagScanner(xml.text()).next() == null) {
            throw new UnusableMpdException("it is no XML");
        }
        try {
            return new MpdReader(xml, kept).read();
        } catch (XMLStreamException e) {
            throw new UnusableMpdException("it is no well-formed XML: " + oneLine(e.getMessage()), e);
        }
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).replaceAll("\\s+", " ");
    }

    private MpdElement read() throws XMLStreamException {
        while (parser.hasNext()) {
            switch (parser.next()) {
                case XMLStreamConstants.START_ELEMENT -> start();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnusableMpdException("it has a document type or entities, which are not read");
                default -> {}
            }
        }
        if (root == null || tags.next() != null) {
            throw outOfStep();
        }
        return root;
    }

    private void start() {
        Tag tag = nextTag();
        if (tag.closing()) {
            throw outOfStep();
        }
        if (root == null) {
            root = root(tag);
            open.push(root);
        } else if (passedOver > 0 || !isKept()) {
            passedOver++;
        } else {
            MpdElement element = element(tag);
            open.element().add(element);
            open.push(element);
        }
    }

    private boolean isKept() {
        return kept.contains(parser.getLocalName()) && namespace.equals(uri());
    }

    private MpdElement root(Tag tag) {
        namespace = uri();
        boolean mpd = parser.getLocalName().equals("MPD")
                && (namespace.isEmpty() || namespace.toLowerCase(Locale.ROOT).startsWith(NAMESPACE));
        if (!mpd) {
            throw new UnusableMpdException("its root element is " + parser.getLocalName()
                    + (namespace.isEmpty() ? "" : " of " + namespace) + ", not an MPD");
        }
        return element(tag);
    }

    private String uri() {
        String uri = parser.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    private MpdElement element(Tag tag) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            String uri = parser.getAttributeNamespace(i);
            String name = parser.getAttributeLocalName(i);
            if (uri == null || uri.isEmpty()) {
                attributes.put(name, parser.getAttributeValue(i));
            } else if (uri.equals(XLINK_NAMESPACE) && name.equals("href")) {
                attributes.put(MpdElement.XLINK, parser.getAttributeValue(i));
            }
        }
        String prefix = parser.getPrefix();
        return new MpdElement(prefix == null ? "" : prefix, parser.getLocalName(), attributes, tag.start());
    }

    private void end() {
        // Of an empty element, the one tag is start and end.
        if (!last.empty() && !nextTag().closing()) {
            throw outOfStep();
        }
        if (passedOver > 0) {
            passedOver--;
        } else {
            open.pop().endAt(last.end());
        }
        last = new Tag(last.start(), last.end(), true, false);
    }

    private Tag nextTag() {
        Tag tag = tags.next();
        if (tag == null) {
            throw outOfStep();
        }
        last = tag;
        return tag;
    }

    private void characters() {
        if (passedOver == 0 && !open.isEmpty()) {
            String name = open.element().name();
            if (name.equals("BaseURL") || name.equals("Location")) {
                open.element().add(parser.getText());
            }
        }
    }

    private static UnusableMpdException outOfStep() {
        return new UnusableMpdException("its tags cannot be told apart");
    }
}
