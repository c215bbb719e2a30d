package io.github.rokutrickplay.local.aws;

import io.github.rokutrickplay.local.aws.EmbeddedCloudFront.Invalidation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The documents of CloudFront's API 2020-05-31 that are about invalidations. */
final class InvalidationXml {

    private static final String NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";

    /** Nobody reads it; real ones have one. */
    private static final String CREATE_TIME = "2026-01-01T00:00:00Z";

    /** What a CreateInvalidation asks for. */
    record Batch(List<String> paths, String callerReference) {}

    private InvalidationXml() {}

    static Batch parse(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
            List<String> references = texts(document, "CallerReference");
            return new Batch(texts(document, "Path"), references.isEmpty() ? "" : references.getFirst());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("an invalidation batch that is not XML: " + e.getMessage(), e);
        }
    }

    private static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    static String describe(Invalidation invalidation, String status) {
        String items = invalidation.paths().stream()
                .map(path -> "<Path>" + escaped(path) + "</Path>")
                .collect(Collectors.joining());
        return """
                <?xml version="1.0"?>
                <Invalidation xmlns="%s"><Id>%s</Id><Status>%s</Status><CreateTime>%s</CreateTime><InvalidationBatch>\
                <Paths><Quantity>%d</Quantity><Items>%s</Items></Paths><CallerReference>%s</CallerReference>\
                </InvalidationBatch></Invalidation>
                """.formatted(
                        NAMESPACE,
                        invalidation.id(),
                        status,
                        CREATE_TIME,
                        invalidation.paths().size(),
                        items,
                        escaped(invalidation.callerReference()));
    }

    static String error(String code, String message) {
        return """
                <?xml version="1.0"?>
                <ErrorResponse xmlns="%s"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>\
                <RequestId>embedded</RequestId></ErrorResponse>
                """.formatted(NAMESPACE, code, escaped(message));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
