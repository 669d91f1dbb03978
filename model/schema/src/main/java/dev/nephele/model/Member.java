package dev.nephele.model;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A member of a structure, the element of a list, or the key or value of a map. */
public final class Member {

    /** Where a member travels in protocols that use the HTTP request itself. */
    public enum Location {
        BODY,
        /** The whole HTTP body. */
        PAYLOAD,
        HEADER,
        /** All headers with a prefix, as a map. */
        HEADERS,
        QUERY,
        /** The query parameters that no other member takes, as a map. */
        QUERY_PARAMS,
        URI,
        STATUS_CODE
    }

    private final String name;
    private final int index;
    private final Supplier<Schema> target;
    private final boolean required;
    private final Location location;
    private final @Nullable String locationName;
    private final @Nullable String queryName;
    private final boolean flattened;
    private final boolean xmlAttribute;
    private final boolean streaming;
    private final boolean idempotencyToken;
    private final boolean jsonValue;
    private final boolean eventPayload;
    private final boolean hostLabel;
    private final Schema.@Nullable XmlNamespace xmlNamespace;
    private final Schema.@Nullable TimestampFormat timestampFormat;
    private final String wireName;

    private Member(Builder builder, int index) {
        this.name = builder.name;
        this.index = index;
        this.target = builder.target;
        this.required = builder.required;
        this.location = builder.location;
        this.locationName = builder.locationName;
        this.queryName = builder.queryName;
        this.flattened = builder.flattened;
        this.xmlAttribute = builder.xmlAttribute;
        this.streaming = builder.streaming;
        this.idempotencyToken = builder.idempotencyToken;
        this.jsonValue = builder.jsonValue;
        this.eventPayload = builder.eventPayload;
        this.hostLabel = builder.hostLabel;
        this.xmlNamespace = builder.xmlNamespace;
        this.timestampFormat = builder.timestampFormat;
        this.wireName = builder.locationName == null ? builder.name : builder.locationName;
    }

    /** The name in the model. */
    public String name() {
        return name;
    }

    /** The name on the wire: {@code locationName} if the model has one, else {@link #name()}. */
    public String wireName() {
        return wireName;
    }

    /** The position in {@link Structure#member(int)} and in {@link Schema#members()}. */
    public int index() {
        return index;
    }

    public Schema target() {
        return target.get();
    }

    public boolean required() {
        return required;
    }

    public Location location() {
        return location;
    }

    /** The name that the model gives for the wire, or null. */
    public @Nullable String locationName() {
        return locationName;
    }

    /** The name in ec2Query requests where it differs from the rule, or null. */
    public @Nullable String queryName() {
        return queryName;
    }

    /** Whether the list or map behind this member has no wrapping element; also said by the target's traits. */
    public boolean flattened() {
        return flattened || target().traits().flattened();
    }

    public boolean xmlAttribute() {
        return xmlAttribute;
    }

    /** Whether the payload is a stream, a {@link Body}. */
    public boolean streaming() {
        return streaming;
    }

    public boolean idempotencyToken() {
        return idempotencyToken;
    }

    /** Whether the string is JSON that travels base64-encoded in a header. */
    public boolean jsonValue() {
        return jsonValue;
    }

    public boolean eventPayload() {
        return eventPayload;
    }

    /** Whether the value is also a label of the host name. */
    public boolean hostLabel() {
        return hostLabel;
    }

    /** The namespace of the element, from the member or its shape, or null. */
    public Schema.@Nullable XmlNamespace xmlNamespace() {
        return xmlNamespace != null ? xmlNamespace : target().traits().xmlNamespace();
    }

    /** The format the model asks for, from the member or its shape, or null for the protocol's default. */
    public Schema.@Nullable TimestampFormat timestampFormat() {
        return timestampFormat != null ? timestampFormat : target().traits().timestampFormat();
    }

    @Override
    public String toString() {
        return name;
    }

    public static Builder of(String name, Supplier<Schema> target) {
        return new Builder(name, Schema.memoize(target));
    }

    /** A member whose shape exists already. */
    public static Builder of(String name, Schema target) {
        return new Builder(name, () -> target);
    }

    /** Collects a member; used by generated code. */
    public static final class Builder {
        private final String name;
        private final Supplier<Schema> target;
        private boolean required;
        private Location location = Location.BODY;
        private @Nullable String locationName;
        private @Nullable String queryName;
        private boolean flattened;
        private boolean xmlAttribute;
        private boolean streaming;
        private boolean idempotencyToken;
        private boolean jsonValue;
        private boolean eventPayload;
        private boolean hostLabel;
        private Schema.@Nullable XmlNamespace xmlNamespace;
        private Schema.@Nullable TimestampFormat timestampFormat;

        private Builder(String name, Supplier<Schema> target) {
            this.name = name;
            this.target = target;
        }

        public Builder required() {
            required = true;
            return this;
        }

        public Builder at(Location location) {
            this.location = location;
            return this;
        }

        public Builder locationName(String locationName) {
            this.locationName = locationName;
            return this;
        }

        public Builder queryName(String queryName) {
            this.queryName = queryName;
            return this;
        }

        public Builder flattened() {
            flattened = true;
            return this;
        }

        public Builder xmlAttribute() {
            xmlAttribute = true;
            return this;
        }

        public Builder streaming() {
            streaming = true;
            return this;
        }

        public Builder idempotencyToken() {
            idempotencyToken = true;
            return this;
        }

        public Builder jsonValue() {
            jsonValue = true;
            return this;
        }

        public Builder eventPayload() {
            eventPayload = true;
            return this;
        }

        public Builder hostLabel() {
            hostLabel = true;
            return this;
        }

        public Builder xmlNamespace(Schema.XmlNamespace xmlNamespace) {
            this.xmlNamespace = xmlNamespace;
            return this;
        }

        public Builder timestampFormat(Schema.TimestampFormat timestampFormat) {
            this.timestampFormat = timestampFormat;
            return this;
        }

        Member build(int index) {
            return new Member(this, index);
        }
    }
}
