package dev.nephele.wire.rest;

import dev.nephele.model.Blob;
import dev.nephele.model.Body;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Schema.TimestampFormat;
import dev.nephele.model.Structure;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.document.DocumentWriter;
import dev.nephele.wire.scalar.Scalars;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes the members of an output or error that are bound to headers, the status code and a raw payload. */
final class HttpWriter {
    private HttpWriter() {}

    /** The status: the bound member's if it is set. */
    static int status(Structure value, int otherwise) {
        for (Member member : value.schema().members()) {
            if (member.location() == Member.Location.STATUS_CODE
                    && value.member(member.index()) instanceof Integer status) {
                return status;
            }
        }
        return otherwise;
    }

    /** The member that is the payload, or null. */
    static @Nullable Member payload(Schema schema) {
        for (Member member : schema.members()) {
            if (member.location() == Member.Location.PAYLOAD) {
                return member;
            }
        }
        return null;
    }

    /** Whether any member of an answer belongs in a document of its own. */
    static boolean hasBody(Schema schema) {
        for (Member member : schema.members()) {
            if (DocumentWriter.inBody(member)) {
                return true;
            }
        }
        return false;
    }

    /** Whether any member of a request belongs in a document of its own. */
    static boolean hasRequestBody(Schema schema) {
        for (Member member : schema.members()) {
            if (member.location() == Member.Location.BODY) {
                return true;
            }
        }
        return false;
    }

    /** Writes all headers; {@code entryText} says how the texts of maps that are headers are written. */
    static void headers(Structure value, WireResponse response, UnaryOperator<String> entryText) {
        for (Member member : value.schema().members()) {
            Object set = value.member(member.index());
            if (set == null) {
                continue;
            }
            if (member.location() == Member.Location.HEADER) {
                header(member, set, response);
            } else if (member.location() == Member.Location.HEADERS) {
                String prefix = member.locationName() == null ? "" : member.locationName();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) set).entrySet()) {
                    response.header(prefix + entry.getKey(), entryText.apply(String.valueOf(entry.getValue())));
                }
            }
        }
    }

    private static void header(Member member, Object set, WireResponse response) {
        if (set instanceof List<?> list) {
            if (list.isEmpty()) {
                return;
            }
            StringBuilder text = new StringBuilder();
            Member element = member.target().element();
            for (Object item : list) {
                if (item != null) {
                    String one = Scalars.format(item, element, TimestampFormat.HTTP_DATE);
                    text.append(text.isEmpty() ? "" : ", ").append(item instanceof String ? HeaderText.item(one) : one);
                }
            }
            response.header(member.wireName(), HeaderText.safe(text.toString()));
            return;
        }
        String text = Scalars.format(set, member, TimestampFormat.HTTP_DATE);
        if (member.jsonValue()) {
            text = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
        response.header(member.wireName(), HeaderText.safe(text));
    }

    /** Writes a payload that is not a document. */
    static void raw(Object payload, WireResponse response) {
        boolean typed = response.header("Content-Type") != null;
        switch (payload) {
            case Body body -> {
                response.body(body);
                type(response, typed, "application/octet-stream");
            }
            case Blob blob -> {
                response.body(blob.unsafeArray());
                type(response, typed, "application/octet-stream");
            }
            case String text -> {
                response.body(text.getBytes(StandardCharsets.UTF_8));
                type(response, typed, "text/plain");
            }
            default -> throw new IllegalArgumentException("no raw form for " + payload.getClass());
        }
    }

    private static void type(WireResponse response, boolean typed, String type) {
        if (!typed) {
            response.header("Content-Type", type);
        }
    }
}
