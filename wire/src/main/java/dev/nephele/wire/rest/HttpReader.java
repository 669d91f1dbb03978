package dev.nephele.wire.rest;

import dev.nephele.model.Blob;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.wire.Parameters;
import dev.nephele.wire.Percent;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.scalar.Scalars;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the members of an input that are bound to the path, the query and the headers. */
final class HttpReader {
    private final Route.Found route;
    private final WireRequest request;
    private final boolean s3;
    /** A bit for the length of every header name that was sent: most of an input's headers are not. */
    private long lengths;

    HttpReader(Route.Found route, WireRequest request) {
        this.route = route;
        this.request = request;
        this.s3 = route.protocol() == Protocol.S3;
        request.eachHeader((name, value) -> lengths |= 1L << name.length());
    }

    /** Sets the bound members in {@code values} and returns the member that is the payload, or null. */
    @Nullable
    Member read(Schema input, @Nullable Object[] values) {
        Member payload = null;
        for (Member member : input.members()) {
            switch (member.location()) {
                case URI -> values[member.index()] = label(member);
                case QUERY -> values[member.index()] = query(member);
                case HEADER -> values[member.index()] = header(member);
                case HEADERS -> values[member.index()] = prefixed(member);
                case QUERY_PARAMS -> values[member.index()] = parameters(member);
                case PAYLOAD -> payload = member;
                case BODY, STATUS_CODE -> {}
            }
        }
        return payload;
    }

    private @Nullable Object label(Member member) {
        String raw = route.labels().get(member.wireName());
        if (raw == null) {
            return null;
        }
        String text = Percent.decodePath(raw);
        if (text == null) {
            throw s3
                    ? ServiceException.of("InvalidURI", 400, "Couldn't parse the specified URI.")
                    : ServiceException.of("SerializationException", 400, null);
        }
        return scalar(text, member);
    }

    private @Nullable Object query(Member member) {
        Parameters parameters = route.parameters();
        Schema target = member.target();
        if (target.kind() != Schema.Kind.LIST) {
            String text = parameters.get(member.wireName());
            return text == null ? null : scalar(text, member);
        }
        List<String> texts = parameters.all(member.wireName());
        if (texts.isEmpty()) {
            return null;
        }
        List<@Nullable Object> list = new ArrayList<>(texts.size());
        for (String text : texts) {
            list.add(scalar(text, target.element()));
        }
        return Collections.unmodifiableList(list);
    }

    private @Nullable Object parameters(Member member) {
        Parameters parameters = route.parameters();
        boolean lists = member.target().value().target().kind() == Schema.Kind.LIST;
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.name(i);
            if (!map.containsKey(name)) {
                map.put(name, lists ? parameters.all(name) : parameters.value(i));
            }
        }
        return map.isEmpty() ? null : Collections.unmodifiableMap(map);
    }

    private @Nullable Object header(Member member) {
        if ((lengths >>> member.wireName().length() & 1) == 0) {
            return null;
        }
        Schema target = member.target();
        if (target.kind() == Schema.Kind.LIST) {
            List<String> lines = request.headers(member.wireName());
            if (lines.isEmpty()) {
                return null;
            }
            Member element = target.element();
            List<@Nullable Object> list = new ArrayList<>();
            for (String item : HeaderText.split(String.join(",", lines), element)) {
                list.add(scalar(item, element));
            }
            return Collections.unmodifiableList(list);
        }
        String text = request.header(member.wireName());
        if (text == null || s3 && S3Form.ignores(member, text)) {
            return null;
        }
        if (member.jsonValue()) {
            return new String(base64(text, member), StandardCharsets.UTF_8);
        }
        return scalar(s3 ? HeaderText.utf8(text) : text, member);
    }

    private byte[] base64(String text, Member member) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw refused(text, member);
        }
    }

    private @Nullable Object prefixed(Member member) {
        String prefix = member.locationName() == null ? "" : member.locationName();
        Map<String, Object> map = new LinkedHashMap<>();
        request.eachHeader((name, value) -> {
            if (name.length() >= prefix.length() && name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                String key = name.substring(prefix.length());
                if (s3) {
                    map.merge(key.toLowerCase(Locale.ROOT), HeaderText.decode(value), (a, b) -> a + "," + b);
                } else {
                    map.merge(key, value, (a, b) -> a + ", " + b);
                }
            }
        });
        return map.isEmpty() ? null : Collections.unmodifiableMap(map);
    }

    private @Nullable Object scalar(String text, Member member) {
        Schema schema = member.target();
        if (text.isEmpty() && schema.kind() != Schema.Kind.STRING) {
            return null;
        }
        try {
            return Scalars.parse(text, schema);
        } catch (IllegalArgumentException e) {
            throw refused(text, member);
        }
    }

    private ServiceException refused(String text, Member member) {
        if (!s3) {
            return ServiceException.of("SerializationException", 400, null);
        }
        String what =
                member.target().kind() == Schema.Kind.INTEGER || member.target().kind() == Schema.Kind.LONG
                        ? "Provided " + member.wireName() + " not an integer or within integer range"
                        : "Invalid Argument";
        return ServiceException.of("InvalidArgument", 400, what)
                .with("ArgumentName", member.wireName())
                .with("ArgumentValue", text);
    }

    /**
     * The payload when it is not a document: a stream, a blob or text; null for an empty one.
     *
     * @throws ServiceException as {@link WireRequest#bytes} does
     */
    @Nullable
    Object rawPayload(Member payload) {
        if (payload.streaming()) {
            return request.body();
        }
        byte[] bytes = request.bytes(route.service().manners().bodyLimit());
        if (bytes.length == 0) {
            return null;
        }
        return payload.target().kind() == Schema.Kind.STRING
                ? new String(bytes, StandardCharsets.UTF_8)
                : Blob.wrap(bytes);
    }

    /** Whether the payload is not a document. */
    static boolean isRaw(Member payload) {
        Schema.Kind kind = payload.target().kind();
        return payload.streaming() || kind == Schema.Kind.BLOB || kind == Schema.Kind.STRING;
    }
}
