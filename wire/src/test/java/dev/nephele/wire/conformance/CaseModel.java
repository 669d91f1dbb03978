package dev.nephele.wire.conformance;

import dev.nephele.model.Manners;
import dev.nephele.model.Member;
import dev.nephele.model.Member.Location;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.Schema.Kind;
import dev.nephele.model.Schema.TimestampFormat;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.model.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The model of one case: a service with one operation, as schemas made while the test runs. */
final class CaseModel {
    private static final Schema NOTHING = structureOf("Unit", List.of());

    final ServiceModel service;
    final Operation<Structure, Structure> operation;
    private final Map<String, @Nullable Object> shapes;
    private final Map<String, Schema> schemas = new HashMap<>();

    CaseModel(Map<String, @Nullable Object> suite, Map<String, @Nullable Object> given) {
        this.shapes = Json.map(suite.get("shapes"));
        Map<String, @Nullable Object> metadata = Json.map(suite.get("metadata"));
        Protocol protocol = protocol(metadata);
        Map<String, @Nullable Object> http = Json.map(given.get("http"));
        String method = (String) http.getOrDefault("method", "POST");
        String uri = (String) http.getOrDefault("requestUri", "/");
        int status = ((Number) http.getOrDefault("responseCode", 200L)).intValue();
        Operation.Http form = new Operation.Http(String.valueOf(method), String.valueOf(uri), status);
        String name = String.valueOf(given.getOrDefault("name", "OperationName"));
        Map<String, @Nullable Object> input = Json.map(given.get("input"));
        Map<String, @Nullable Object> output = Json.map(given.get("output"));
        List<Schema> errors = new ArrayList<>();
        for (Object error : Json.list(given.get("errors"))) {
            errors.add(schema((String) Json.map(error).get("shape")));
        }
        this.operation = new Operation<>(
                "conformance",
                name,
                form,
                Operation.Shapes.of(top(input), top(output), errors),
                new Operation.Traits(
                        Json.text(input.get("locationName")),
                        namespace(input.get("xmlNamespace")),
                        wrapper(output),
                        false,
                        false,
                        false));
        this.service = new ServiceModel(
                "conformance",
                new ServiceModel.Identity(
                        "Conformance",
                        String.valueOf(metadata.getOrDefault("apiVersion", "2014-01-01")),
                        "conformance",
                        "conformance",
                        Json.text(metadata.get("targetPrefix")),
                        false,
                        metadata.containsKey("awsQueryCompatible")),
                List.of(protocol),
                metadata.get("xmlNamespace") instanceof String text ? text : null,
                Manners.USUAL,
                List.of(new ServiceModel.Entry(name, form, true, false)));
    }

    private @Nullable String wrapper(Map<String, @Nullable Object> output) {
        Object wrapper = output.get("resultWrapper");
        Object shape = output.get("shape");
        if (wrapper == null && shape != null) {
            wrapper = Json.map(shapes.get((String) shape)).get("resultWrapper");
        }
        return Json.text(wrapper);
    }

    private static Protocol protocol(Map<String, @Nullable Object> metadata) {
        return switch (String.valueOf(metadata.get("protocol"))) {
            case "json" -> "1.0".equals(metadata.get("jsonVersion")) ? Protocol.AWS_JSON_1_0 : Protocol.AWS_JSON_1_1;
            case "query" -> Protocol.AWS_QUERY;
            case "ec2" -> Protocol.EC2_QUERY;
            case "rest-json" -> Protocol.REST_JSON;
            case "rest-xml" -> Protocol.REST_XML;
            case "smithy-rpc-v2-cbor" -> Protocol.RPC_V2_CBOR;
            default -> throw new IllegalArgumentException("protocol " + metadata.get("protocol"));
        };
    }

    private Schema top(Map<String, @Nullable Object> reference) {
        String shape = Json.text(reference.get("shape"));
        if (shape == null) {
            return NOTHING;
        }
        String payload = Json.text(reference.get("payload"));
        return payload == null ? schema(shape) : structure(shape, Json.map(shapes.get(shape)), payload);
    }

    /** The schema of an error by the code that clients see, or null. */
    @Nullable
    Schema error(String code) {
        for (Map.Entry<String, @Nullable Object> entry : shapes.entrySet()) {
            Map<String, @Nullable Object> shape = Json.map(entry.getValue());
            Object own = Json.map(shape.get("error")).get("code");
            if (shape.containsKey("exception") && code.equals(own == null ? entry.getKey() : own)) {
                return schema(entry.getKey());
            }
        }
        return null;
    }

    Schema schema(@Nullable String name) {
        String key = String.valueOf(name);
        Schema known = schemas.get(key);
        if (known == null) {
            known = build(key, Json.map(shapes.get(key)));
            schemas.put(key, known);
        }
        return known;
    }

    private Schema build(String name, Map<String, @Nullable Object> shape) {
        String type = String.valueOf(shape.get("type"));
        if (shape.containsKey("document")) {
            return Schema.scalar(name, Kind.DOCUMENT).build();
        }
        return switch (type) {
            case "structure" -> structure(name, shape, Json.text(shape.get("payload")));
            case "list" ->
                Schema.list(name, member("member", Json.map(shape.get("member")), null))
                        .traits(traits(name, shape))
                        .build();
            case "map" ->
                Schema.map(
                                name,
                                member("key", Json.map(shape.get("key")), null),
                                member("value", Json.map(shape.get("value")), null))
                        .traits(traits(name, shape))
                        .build();
            default ->
                Schema.scalar(name, scalar(type)).traits(traits(name, shape)).build();
        };
    }

    private static Kind scalar(String type) {
        return type.equals("character") ? Kind.STRING : Kind.valueOf(type.toUpperCase(java.util.Locale.ROOT));
    }

    private Schema structure(String name, Map<String, @Nullable Object> shape, @Nullable String payload) {
        List<Member.Builder> members = new ArrayList<>();
        List<@Nullable Object> required = Json.list(shape.get("required"));
        Json.map(shape.get("members")).forEach((memberName, reference) -> {
            Member.Builder member = member(memberName, Json.map(reference), payload);
            if (required.contains(memberName)) {
                member.required();
            }
            members.add(member);
        });
        AtomicReference<Schema> self = new AtomicReference<>();
        Schema.Builder builder = shape.containsKey("union")
                ? Schema.union(name, values -> new Value(self.get(), values))
                : Schema.structure(name, values -> new Value(self.get(), values));
        members.forEach(builder::member);
        Schema schema = builder.traits(traits(name, shape)).build();
        self.set(schema);
        return schema;
    }

    private static Schema structureOf(String name, List<Member.Builder> members) {
        AtomicReference<Schema> self = new AtomicReference<>();
        Schema.Builder builder = Schema.structure(name, values -> new Value(self.get(), values));
        members.forEach(builder::member);
        Schema schema = builder.build();
        self.set(schema);
        return schema;
    }

    private Member.Builder member(String name, Map<String, @Nullable Object> reference, @Nullable String payload) {
        String target = String.valueOf(reference.get("shape"));
        Map<String, @Nullable Object> shape = Json.map(shapes.get(target));
        Member.Builder member = Member.of(name, () -> schema(target));
        String location = Json.text(reference.getOrDefault("location", shape.get("location")));
        boolean isMap = "map".equals(shape.get("type"));
        if (name.equals(payload)) {
            member.at(Location.PAYLOAD);
            if (shape.containsKey("streaming") || reference.containsKey("streaming")) {
                member.streaming();
            }
        } else if (location != null) {
            member.at(
                    switch (location) {
                        case "header" -> Location.HEADER;
                        case "headers" -> Location.HEADERS;
                        case "querystring" -> isMap ? Location.QUERY_PARAMS : Location.QUERY;
                        case "uri" -> Location.URI;
                        case "statusCode" -> Location.STATUS_CODE;
                        default -> throw new IllegalArgumentException(location);
                    });
        }
        String locationName = Json.text(reference.getOrDefault(
                "locationName", shape.containsKey("location") ? shape.get("locationName") : null));
        if (locationName != null) {
            member.locationName(locationName);
        }
        String queryName = Json.text(reference.get("queryName"));
        if (queryName != null) {
            member.queryName(queryName);
        }
        flags(reference, member);
        Schema.XmlNamespace namespace = namespace(reference.get("xmlNamespace"));
        if (namespace != null) {
            member.xmlNamespace(namespace);
        }
        TimestampFormat format = format(reference.get("timestampFormat"));
        if (format != null) {
            member.timestampFormat(format);
        }
        return member;
    }

    private static void flags(Map<String, @Nullable Object> reference, Member.Builder member) {
        if (Boolean.TRUE.equals(reference.get("flattened"))) {
            member.flattened();
        }
        if (Boolean.TRUE.equals(reference.get("xmlAttribute"))) {
            member.xmlAttribute();
        }
        if (Boolean.TRUE.equals(reference.get("jsonvalue"))) {
            member.jsonValue();
        }
        if (Boolean.TRUE.equals(reference.get("idempotencyToken"))) {
            member.idempotencyToken();
        }
        if (Boolean.TRUE.equals(reference.get("hostLabel"))) {
            member.hostLabel();
        }
    }

    private static Schema.Traits traits(String name, Map<String, @Nullable Object> shape) {
        Map<String, @Nullable Object> error = Json.map(shape.get("error"));
        Schema.ErrorTraits errorTraits = null;
        if (shape.containsKey("exception")) {
            Object status = error.get("httpStatusCode");
            errorTraits = new Schema.ErrorTraits(
                    String.valueOf(error.getOrDefault("code", name)),
                    status == null ? 400 : ((Number) status).intValue(),
                    !Boolean.FALSE.equals(error.get("senderFault")));
        }
        return new Schema.Traits(
                Json.text(shape.get("locationName")),
                namespace(shape.get("xmlNamespace")),
                Boolean.TRUE.equals(shape.get("flattened")),
                format(shape.get("timestampFormat")),
                false,
                false,
                Boolean.TRUE.equals(shape.get("eventstream")),
                errorTraits);
    }

    private static Schema.@Nullable XmlNamespace namespace(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String uri) {
            return new Schema.XmlNamespace(uri, null);
        }
        Map<String, @Nullable Object> map = Json.map(value);
        return new Schema.XmlNamespace(String.valueOf(map.get("uri")), Json.text(map.get("prefix")));
    }

    private static @Nullable TimestampFormat format(@Nullable Object name) {
        return switch (String.valueOf(name)) {
            case "iso8601" -> TimestampFormat.ISO8601;
            case "rfc822" -> TimestampFormat.HTTP_DATE;
            case "unixTimestamp" -> TimestampFormat.UNIX;
            default -> null;
        };
    }
}
