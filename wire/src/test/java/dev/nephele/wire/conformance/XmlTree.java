package dev.nephele.wire.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * An XML document as what it says: elements by name (their order among other names says nothing), attributes, text.
 * Namespace declarations, text between elements and request ids are left out.
 */
record XmlTree(String name, Map<String, String> attributes, Map<String, List<XmlTree>> children, String text) {
    private static final Set<String> IGNORED = Set.of("ResponseMetadata", "RequestId", "RequestID", "requestId");

    /** The same tree under another name: nobody reads the names of restXml's roots, and the models do not say them. */
    XmlTree named(String other) {
        return new XmlTree(other, attributes, children, text);
    }

    static XmlTree parse(byte[] xml) {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
            return of(document.getDocumentElement());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    /** Lines of white space between two tags are nobody's text. */
    private static String leafText(String text) {
        return text.isBlank() && text.indexOf('\n') >= 0 ? "" : Same.text(text);
    }

    private static XmlTree of(Element element) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!attribute.getNodeName().startsWith("xmlns")) {
                attributes.put(attribute.getNodeName(), attribute.getNodeValue());
            }
        }
        Map<String, List<XmlTree>> children = new TreeMap<>();
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                if (!IGNORED.contains(child.getNodeName())) {
                    children.computeIfAbsent(child.getNodeName(), name -> new ArrayList<>())
                            .add(of(child));
                }
            } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(node.getNodeValue());
            }
        }
        boolean leaf = element.getElementsByTagName("*").getLength() == 0;
        return new XmlTree(element.getNodeName(), attributes, children, leaf ? leafText(text.toString()) : "");
    }

    /** Short, as failures are read by people. */
    @Override
    public String toString() {
        return name
                + (attributes.isEmpty() ? "" : attributes)
                + (text.isEmpty() ? "" : "'" + text + "'")
                + (children.isEmpty() ? "" : children.values());
    }
}
