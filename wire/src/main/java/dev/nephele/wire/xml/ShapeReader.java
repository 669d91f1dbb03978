package dev.nephele.wire.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import dev.nephele.model.Member;
import dev.nephele.model.Member.Location;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.wire.Limits;
import dev.nephele.wire.scalar.Scalars;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Reads one XML document into values of a schema. Unknown elements are skipped. Everything it refuses is
 * {@code MalformedXML} (400) with S3's text.
 */
public final class ShapeReader {
    private static final int MAX_ATTRIBUTES = 64;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;

    private ShapeReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, Limits.DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        return factory;
    }

    /** The refusal of a document, with S3's text. */
    public static ServiceException malformed() {
        return ServiceException.of(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    /**
     * Reads a document whose root holds the members of a structure.
     *
     * @param root the only name the root may have, or null when any will do
     * @throws ServiceException {@code MalformedXML}
     */
    public static void readMembers(byte[] body, @Nullable String root, Schema schema, @Nullable Object[] values) {
        try {
            XMLStreamReader stream = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            ShapeReader reader = new ShapeReader(stream);
            reader.root(root);
            reader.members(schema, values, true);
            reader.end();
        } catch (XMLStreamException e) {
            throw malformed();
        }
    }

    private void root(@Nullable String name) throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            if (!reader.hasNext()) {
                throw malformed();
            }
        }
        if (name != null && !name.equals(reader.getLocalName())) {
            throw malformed();
        }
    }

    private int next() throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw malformed();
        }
        return event;
    }

    private void end() throws XMLStreamException {
        while (reader.hasNext()) {
            next();
        }
    }

    /** Moves to the next child element, or returns false at the end of the current one. */
    private boolean child() throws XMLStreamException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    private void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private void members(Schema schema, @Nullable Object[] values, boolean top) throws XMLStreamException {
        attributes(schema, values);
        while (child()) {
            String name = reader.getLocalName();
            Member member = member(schema, name);
            if (member == null || top && member.location() != Location.BODY) {
                skip();
                continue;
            }
            Schema target = member.target();
            boolean flat = member.flattened();
            if (flat && target.kind() == Schema.Kind.LIST) {
                grown(values, member).add(value(target.element()));
            } else if (flat && target.kind() == Schema.Kind.MAP) {
                entry(target, grownMap(values, member));
            } else {
                values[member.index()] = value(member);
            }
        }
        seal(values);
    }

    private static @Nullable Member member(Schema schema, String name) {
        Member member = schema.wireMember(name);
        if (member != null) {
            return member.xmlAttribute() ? null : member;
        }
        for (Member other : schema.members()) {
            Schema target = other.target();
            if (target.kind() == Schema.Kind.LIST
                    && other.flattened()
                    && name.equals(target.element().locationName())) {
                return other;
            }
            String wireName = other.wireName();
            if (wireName.endsWith(name) && wireName.indexOf(':') == wireName.length() - name.length() - 1) {
                return other;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked") // only this class puts lists here while members are being read
    private static List<@Nullable Object> grown(@Nullable Object[] values, Member member) {
        Object list = values[member.index()];
        if (list == null) {
            list = new ArrayList<@Nullable Object>();
            values[member.index()] = list;
        }
        return (List<@Nullable Object>) list;
    }

    @SuppressWarnings("unchecked") // likewise
    private static Map<String, @Nullable Object> grownMap(@Nullable Object[] values, Member member) {
        Object map = values[member.index()];
        if (map == null) {
            map = new LinkedHashMap<String, @Nullable Object>();
            values[member.index()] = map;
        }
        return (Map<String, @Nullable Object>) map;
    }

    private static void seal(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof ArrayList<?> list) {
                values[i] = Collections.unmodifiableList(list);
            } else if (values[i] instanceof LinkedHashMap<?, ?> map) {
                values[i] = Collections.unmodifiableMap(map);
            }
        }
    }

    private void attributes(Schema schema, @Nullable Object[] values) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            String full = prefix == null || prefix.isEmpty() ? local : prefix + ':' + local;
            for (Member member : schema.members()) {
                if (member.xmlAttribute() && sameName(member.wireName(), full, local)) {
                    values[member.index()] = scalar(reader.getAttributeValue(i), member.target());
                }
            }
        }
    }

    private static boolean sameName(String wireName, String full, String local) {
        return wireName.equals(full)
                || wireName.substring(wireName.indexOf(':') + 1).equals(local);
    }

    private @Nullable Object value(Member member) throws XMLStreamException {
        Schema schema = member.target();
        return switch (schema.kind()) {
            case STRUCTURE, UNION -> structure(schema);
            case LIST -> {
                List<@Nullable Object> list = new ArrayList<>(4);
                while (child()) {
                    list.add(value(schema.element()));
                }
                yield Collections.unmodifiableList(list);
            }
            case MAP -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (child()) {
                    entry(schema, map);
                }
                yield Collections.unmodifiableMap(map);
            }
            default -> scalar(text(), schema);
        };
    }

    private Structure structure(Schema schema) throws XMLStreamException {
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        members(schema, values, false);
        if (schema.kind() == Schema.Kind.UNION) {
            int set = 0;
            for (Object value : values) {
                if (value != null && ++set > 1) {
                    throw malformed();
                }
            }
        }
        return schema.create(values);
    }

    private void entry(Schema schema, Map<String, @Nullable Object> map) throws XMLStreamException {
        String key = null;
        Object value = null;
        while (child()) {
            String name = reader.getLocalName();
            if (name.equals(schema.key().wireName())) {
                key = text();
            } else if (name.equals(schema.value().wireName())) {
                value = value(schema.value());
            } else {
                skip();
            }
        }
        if (key == null) {
            throw malformed();
        }
        map.put(key, value);
    }

    private String text() throws XMLStreamException {
        String first = "";
        StringBuilder more = null;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (first.isEmpty()) {
                        first = reader.getText();
                    } else {
                        more = more == null ? new StringBuilder(first) : more;
                        more.append(reader.getText());
                    }
                }
                case XMLStreamConstants.START_ELEMENT -> throw malformed();
                case XMLStreamConstants.END_ELEMENT -> {
                    return more == null ? first : more.toString();
                }
                default -> {}
            }
        }
    }

    private static @Nullable Object scalar(String text, Schema schema) {
        if (text.isEmpty() && schema.kind() != Schema.Kind.STRING && schema.kind() != Schema.Kind.BLOB) {
            return null;
        }
        try {
            return Scalars.parse(text, schema);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }
}
