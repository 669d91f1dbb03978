package dev.nephele.wire.rest;

import dev.nephele.model.Blob;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the members of an input that are bound to the path, the query and the headers. */
class HttpReader {
    private final Route.Found route;
    private final WireRequest request;
    /** A bit for the length of every header name that was sent: most of an input's headers are not. */
    private long lengths;

    HttpReader(Route.Found route, WireRequest request) {
        this.route = route;
        this.request = request;
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
            throw undecodable();
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
        String sent = request.header(member.wireName());
        String text = sent == null ? null : headerText(member, sent);
        if (text == null) {
            return null;
        }
        if (member.jsonValue()) {
            return new String(base64(text, member), StandardCharsets.UTF_8);
        }
        return scalar(text, member);
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
                add(map, name.substring(prefix.length()), value);
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

    /** The text of a header as it is meant, or null when it is taken for not sent. */
    @Nullable
    String headerText(Member member, String sent) {
        return sent;
    }

    /** Adds one of the headers that are a map together, by what follows their prefix. */
    void add(Map<String, Object> map, String key, String value) {
        map.merge(key, value, (a, b) -> a + ", " + b);
    }

    /** The refusal of a path that is no UTF-8. */
    ServiceException undecodable() {
        return ServiceException.of("SerializationException", 400, null);
    }

    /** The refusal of a text that is no value of its member. */
    ServiceException refused(String text, Member member) {
        return ServiceException.of("SerializationException", 400, null);
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
