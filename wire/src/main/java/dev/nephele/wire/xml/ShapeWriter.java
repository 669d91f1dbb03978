package dev.nephele.wire.xml;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Schema.TimestampFormat;
import dev.nephele.model.Structure;
import dev.nephele.wire.scalar.Scalars;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of a schema as XML elements. Members that are not set are left out; empty lists are kept. In answers of
 * awsQuery a member's query name, where the model has one, comes before its other names.
 */
public final class ShapeWriter {
    /** The length of {@code 2006-03-01T00:00:00}. */
    private static final int SECONDS = 19;

    private final XmlWriter xml;
    private final Dialect dialect;

    /** Whose elements these are. */
    public enum Dialect {
        REST,
        /** With names of awsQuery. */
        QUERY,
        /** With times in whole seconds, written to the millisecond. */
        S3
    }

    public ShapeWriter(XmlWriter xml, Dialect dialect) {
        this.xml = xml;
        this.dialect = dialect;
    }

    /** Writes the members of a structure that belong in the body, as siblings. */
    public void bodyMembers(Structure value) {
        bodyMembers(value, value.schema().members());
    }

    private void bodyMembers(Structure value, List<Member> members) {
        for (Member member : members) {
            if (inBody(member) && !member.xmlAttribute()) {
                member(value, member);
            }
        }
    }

    private static boolean inBody(Member member) {
        return switch (member.location()) {
            case BODY, QUERY, QUERY_PARAMS, URI -> true;
            case PAYLOAD, HEADER, HEADERS, STATUS_CODE -> false;
        };
    }

    /** Writes one member of a structure if it is set, whatever its location. */
    public void member(Structure value, Member member) {
        Object set = value.member(member.index());
        if (set == null) {
            return;
        }
        switch (set) {
            case List<?> list -> list(list, member, member.target());
            case Map<?, ?> map -> map(map, member, member.target());
            default -> element(name(member), set, member);
        }
    }

    private String name(Member member) {
        String queryName = dialect == Dialect.QUERY ? member.queryName() : null;
        return queryName == null ? member.wireName() : queryName;
    }

    private void list(List<?> list, Member member, Schema schema) {
        Member element = schema.element();
        if (member.flattened()) {
            String name = name(member);
            for (Object item : list) {
                element(name, item, element);
            }
        } else {
            open(name(member), member.xmlNamespace(), null);
            for (Object item : list) {
                element(name(element), item, element);
            }
            xml.end(name(member));
        }
    }

    private void map(Map<?, ?> map, Member member, Schema schema) {
        boolean flat = member.flattened();
        String name = flat ? name(member) : "entry";
        Member key = schema.key();
        Member value = schema.value();
        if (!flat) {
            open(name(member), member.xmlNamespace(), null);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            open(name, flat ? member.xmlNamespace() : null, null);
            element(name(key), entry.getKey(), key);
            element(name(value), entry.getValue(), value);
            xml.end(name);
        }
        if (!flat) {
            xml.end(name(member));
        }
    }

    /** Writes one value as an element of the given name; null becomes an empty element. */
    public void element(String name, @Nullable Object value, Member member) {
        switch (value) {
            case null -> open(name, member.xmlNamespace(), null);
            case Structure structure -> {
                open(name, member.xmlNamespace(), structure);
                bodyMembers(structure);
            }
            case List<?> list -> {
                open(name, member.xmlNamespace(), null);
                Member element = member.target().element();
                for (Object item : list) {
                    element(name(element), item, element);
                }
            }
            case Map<?, ?> map -> {
                open(name, member.xmlNamespace(), null);
                entries(map, member.target());
            }
            default -> {
                open(name, member.xmlNamespace(), null);
                xml.text(text(value, member));
            }
        }
        xml.end(name);
    }

    private String text(Object value, Member member) {
        String text = Scalars.format(value, member, TimestampFormat.ISO8601);
        return dialect == Dialect.S3 && value instanceof Instant && text.endsWith("Z")
                ? text.substring(0, SECONDS) + ".000Z"
                : text;
    }

    private void entries(Map<?, ?> map, Schema schema) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            xml.start("entry");
            element(name(schema.key()), entry.getKey(), schema.key());
            element(name(schema.value()), entry.getValue(), schema.value());
            xml.end("entry");
        }
    }

    private void open(String name, Schema.@Nullable XmlNamespace namespace, @Nullable Structure attributes) {
        xml.startTag(name);
        if (namespace != null) {
            xml.attribute(namespace.prefix() == null ? "xmlns" : "xmlns:" + namespace.prefix(), namespace.uri());
        }
        if (attributes != null) {
            attributes(attributes);
        }
        xml.endTag();
    }

    private void attributes(Structure value) {
        for (Member member : value.schema().members()) {
            if (member.xmlAttribute()) {
                Object set = value.member(member.index());
                if (set != null) {
                    xml.attribute(member.wireName(), text(set, member));
                }
            }
        }
    }

    /** Writes a structure as the root of a document. */
    public void root(String name, Schema.@Nullable XmlNamespace namespace, Structure value) {
        root(name, namespace, value, value.schema().members());
    }

    /** The same, with its members in an order of their own. */
    public void root(String name, Schema.@Nullable XmlNamespace namespace, Structure value, List<Member> members) {
        open(name, namespace, value);
        bodyMembers(value, members);
        xml.end(name);
    }
}
