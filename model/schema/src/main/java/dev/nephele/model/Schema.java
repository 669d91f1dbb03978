package dev.nephele.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A shape of an AWS model. Structures have members, lists one member named {@code member}, maps two named {@code key}
 * and {@code value}; the other kinds are scalars.
 */
public final class Schema {

    /** What a shape is, and the Java type of its values. */
    public enum Kind {
        /** {@link Structure}. */
        STRUCTURE,
        /** A structure of which exactly one member is set; {@link Structure}. */
        UNION,
        /** {@link List}, possibly with null elements where the model is sparse. */
        LIST,
        /** {@link Map} from {@link String}, in the order of the wire. */
        MAP,
        /** {@link String}; enums are open strings. */
        STRING,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link Integer}. */
        INTEGER,
        /** {@link Long}. */
        LONG,
        /** {@link Float}. */
        FLOAT,
        /** {@link Double}. */
        DOUBLE,
        /** {@link Blob}; a streaming payload is a {@link Body}. */
        BLOB,
        /** {@link java.time.Instant}. */
        TIMESTAMP,
        /** Any JSON: null, Boolean, Long, Double, BigInteger, BigDecimal, String, List, Map. */
        DOCUMENT
    }

    /** How a timestamp is written. */
    public enum TimestampFormat {
        /** Seconds since 1970, with a fraction where needed. */
        UNIX,
        /** {@code 2026-11-24T00:00:00Z}. */
        ISO8601,
        /** {@code Tue, 24 Nov 2026 00:00:00 GMT}. */
        HTTP_DATE
    }

    private final String name;
    private final Kind kind;
    private final List<Member> members;
    private final Map<String, Member> byName;
    private final Map<String, Member> byWireName;
    private final @Nullable Function<@Nullable Object[], ? extends Structure> constructor;
    private final Constraints constraints;
    private final Traits traits;
    private final boolean streams;

    private Schema(Builder builder) {
        this.name = builder.name;
        this.kind = builder.kind;
        this.members = Collections.unmodifiableList(Arrays.asList(builder.members.toArray(Member[]::new)));
        this.byName = new HashMap<>();
        this.byWireName = new HashMap<>();
        for (Member member : members) {
            byName.put(member.name(), member);
            Member other = byWireName.get(member.wireName());
            if (other == null || other.location() != Member.Location.BODY) {
                byWireName.put(member.wireName(), member);
            }
        }
        this.constructor = builder.constructor;
        this.constraints = builder.constraints;
        this.traits = builder.traits;
        this.streams = members.stream().anyMatch(Member::streaming);
    }

    /** The shape's name in the model. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether values are {@link Structure}s. */
    public boolean isStructure() {
        return kind == Kind.STRUCTURE || kind == Kind.UNION;
    }

    /** All members, each at its {@link Member#index()}. */
    public List<Member> members() {
        return members;
    }

    /** The member of this name in the model, or null. */
    public @Nullable Member member(String memberName) {
        return byName.get(memberName);
    }

    /**
     * The member of this name on the wire, or null. Where members at several places of a request share a name, it is
     * the one in the body.
     */
    public @Nullable Member wireMember(String wireName) {
        return byWireName.get(wireName);
    }

    /** The element of a list. */
    public Member element() {
        return members.get(0);
    }

    /** The key of a map. */
    public Member key() {
        return members.get(0);
    }

    /** The value of a map. */
    public Member value() {
        return members.get(1);
    }

    /** Whether a member is a body that is read or written as a stream. */
    public boolean streams() {
        return streams;
    }

    public Constraints constraints() {
        return constraints;
    }

    public Traits traits() {
        return traits;
    }

    /** Makes a value of this structure from its members' values, one a member in order, null where not set. */
    public Structure create(@Nullable Object[] values) {
        if (constructor == null) {
            throw new IllegalStateException(name + " is not a structure");
        }
        return constructor.apply(values);
    }

    @Override
    public String toString() {
        return name;
    }

    /**
     * What the model demands of a value.
     *
     * @param min smallest length, size or number
     * @param max largest length, size or number
     * @param pattern a regular expression as the model writes it
     * @param values the enum's values in the model's order; empty when open
     */
    public record Constraints(
            @Nullable Double min,
            @Nullable Double max,
            @Nullable String pattern,
            List<String> values) {
        public static final Constraints NONE = new Constraints(null, null, null, List.of());
    }

    /**
     * How the shape itself is written, whatever member refers to it.
     *
     * @param locationName the XML or query name that the shape gives itself
     * @param xmlNamespace the namespace, with its prefix if it has one
     * @param flattened whether a list or map has no wrapping element
     * @param timestampFormat of a timestamp shape
     * @param sensitive whether values must be kept out of logs and events
     * @param requiresLength whether a streaming body must say its length
     * @param eventStream whether the structure is a stream of events
     * @param error what it answers if the shape is an error; null otherwise
     */
    public record Traits(
            @Nullable String locationName,
            @Nullable XmlNamespace xmlNamespace,
            boolean flattened,
            @Nullable TimestampFormat timestampFormat,
            boolean sensitive,
            boolean requiresLength,
            boolean eventStream,
            @Nullable ErrorTraits error) {
        public static final Traits NONE = new Traits(null, null, false, null, false, false, false, null);
    }

    /**
     * An XML namespace.
     *
     * @param prefix null for the default namespace
     */
    public record XmlNamespace(String uri, @Nullable String prefix) {}

    /**
     * What an error shape answers.
     *
     * @param code the wire code, which may differ from the shape's name
     * @param status the HTTP status
     * @param senderFault whether the client is to blame
     */
    public record ErrorTraits(String code, int status, boolean senderFault) {}

    public static Builder structure(String name, Function<@Nullable Object[], ? extends Structure> constructor) {
        Builder builder = new Builder(name, Kind.STRUCTURE);
        builder.constructor = constructor;
        return builder;
    }

    public static Builder union(String name, Function<@Nullable Object[], ? extends Structure> constructor) {
        Builder builder = new Builder(name, Kind.UNION);
        builder.constructor = constructor;
        return builder;
    }

    /** A list of what {@code element} describes; its name in the model is {@code member}. */
    public static Builder list(String name, Member.Builder element) {
        return new Builder(name, Kind.LIST).member(element);
    }

    /** A map from strings. */
    public static Builder map(String name, Member.Builder key, Member.Builder value) {
        return new Builder(name, Kind.MAP).member(key).member(value);
    }

    public static Builder scalar(String name, Kind kind) {
        return new Builder(name, kind);
    }

    /** Collects a schema; used by generated code. */
    public static final class Builder {
        private final String name;
        private final Kind kind;
        private final List<Member> members = new ArrayList<>();
        private @Nullable Function<@Nullable Object[], ? extends Structure> constructor;
        private Constraints constraints = Constraints.NONE;
        private Traits traits = Traits.NONE;

        private Builder(String name, Kind kind) {
            this.name = name;
            this.kind = kind;
        }

        public Builder member(Member.Builder member) {
            members.add(member.build(members.size()));
            return this;
        }

        public Builder constraints(Constraints constraints) {
            this.constraints = constraints;
            return this;
        }

        public Builder traits(Traits traits) {
            this.traits = traits;
            return this;
        }

        public Schema build() {
            return new Schema(this);
        }
    }

    /** A schema that is looked up when first needed, so that recursive shapes can be written down. */
    static Supplier<Schema> memoize(Supplier<Schema> supplier) {
        return new Supplier<>() {
            private @Nullable Schema schema;

            @Override
            public Schema get() {
                Schema found = schema;
                if (found == null) {
                    found = supplier.get();
                    schema = found;
                }
                return found;
            }
        };
    }

    /** The constraints, if any member of {@link Constraints} is set. */
    public Optional<Constraints> constrained() {
        return constraints.equals(Constraints.NONE) ? Optional.empty() : Optional.of(constraints);
    }
}
