package dev.nephele.wire.query;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.wire.Parameters;
import dev.nephele.wire.scalar.Scalars;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads form parameters into values of a schema. What it refuses is {@code MalformedInput} (400). */
final class FormReader {
    private final boolean ec2;

    /**
     * @param ec2 whether the names and lists are those of ec2Query
     */
    FormReader(boolean ec2) {
        this.ec2 = ec2;
    }

    /** The members of the input, one a member in order. */
    @Nullable
    Object[] read(Parameters parameters, Schema schema) {
        FormTree tree = FormTree.of(parameters);
        if (tree == null) {
            throw malformed(null);
        }
        return members(tree, schema);
    }

    private static ServiceException malformed(@Nullable String text) {
        return ServiceException.of("MalformedInput", 400, text);
    }

    private @Nullable Object[] members(FormTree tree, Schema schema) {
        List<Member> members = schema.members();
        @Nullable Object[] values = new @Nullable Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            FormTree child = child(tree, member);
            if (child != null) {
                values[i] = value(child, member);
            }
        }
        return values;
    }

    private @Nullable FormTree child(FormTree tree, Member member) {
        if (ec2) {
            return ec2Child(tree, member);
        }
        FormTree child = tree.child(name(member));
        if (child != null) {
            return child;
        }
        Schema target = member.target();
        if (target.kind() == Schema.Kind.MAP && member.flattened()) {
            // Clients made from a model without the query name.
            return tree.child(member.wireName());
        }
        if (target.kind() == Schema.Kind.LIST && member.flattened()) {
            String own = target.element().locationName();
            return own == null ? null : tree.child(own);
        }
        return null;
    }

    private static String name(Member member) {
        String queryName = member.queryName();
        return queryName == null ? member.wireName() : queryName;
    }

    private static @Nullable FormTree ec2Child(FormTree tree, Member member) {
        String queryName = member.queryName();
        if (queryName != null) {
            return tree.child(queryName);
        }
        String name = member.wireName();
        char first = name.charAt(0);
        if (Character.isLowerCase(first)) {
            FormTree child = tree.child(Character.toUpperCase(first) + name.substring(1));
            if (child != null) {
                return child;
            }
        }
        return tree.child(name);
    }

    private @Nullable Object value(FormTree tree, Member member) {
        Schema schema = member.target();
        return switch (schema.kind()) {
            case STRUCTURE, UNION -> structure(tree, schema);
            case LIST -> list(tree, member, schema);
            case MAP -> map(tree, member, schema);
            default -> scalar(tree, schema);
        };
    }

    private Structure structure(FormTree tree, Schema schema) {
        if (tree.isLeaf() && tree.value() != null && !tree.value().isEmpty()) {
            throw malformed(null);
        }
        @Nullable Object[] values = members(tree, schema);
        if (schema.kind() == Schema.Kind.UNION) {
            int set = 0;
            for (Object value : values) {
                if (value != null && ++set > 1) {
                    throw malformed(null);
                }
            }
        }
        return schema.create(values);
    }

    private List<@Nullable Object> list(FormTree tree, Member member, Schema schema) {
        Member element = schema.element();
        FormTree items = tree;
        if (!ec2 && !member.flattened()) {
            FormTree inner = tree.child(name(element));
            if (inner == null) {
                inner = tree.child("member");
            }
            items = inner == null ? tree : inner;
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (FormTree item : items.items()) {
            list.add(value(item, element));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> map(FormTree tree, Member member, Schema schema) {
        FormTree entries = tree;
        if (!member.flattened()) {
            FormTree inner = tree.child("entry");
            entries = inner == null ? tree : inner;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (FormTree entry : entries.items()) {
            FormTree key = entry.child(name(schema.key()));
            FormTree value = entry.child(name(schema.value()));
            if (key == null || key.value() == null) {
                throw malformed(null);
            }
            map.put(key.value(), value == null ? null : value(value, schema.value()));
        }
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Object scalar(FormTree tree, Schema schema) {
        String text = tree.value();
        if (text == null) {
            throw malformed(null);
        }
        Schema.Kind kind = schema.kind();
        if (kind == Schema.Kind.STRING) {
            return text;
        }
        if (text.isEmpty() && kind != Schema.Kind.BLOB) {
            return null;
        }
        try {
            return Scalars.parse(text, schema);
        } catch (IllegalArgumentException e) {
            throw malformed(kind == Schema.Kind.TIMESTAMP ? "timestamp must follow ISO8601" : null);
        }
    }
}
