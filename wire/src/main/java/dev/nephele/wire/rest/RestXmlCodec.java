package dev.nephele.wire.rest;

import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Codec;
import dev.nephele.wire.RequestBody;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.xml.ShapeReader;
import dev.nephele.wire.xml.ShapeWriter;
import dev.nephele.wire.xml.XmlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The protocol restXml as it is written down. What {@link S3Codec} does otherwise are methods of their own. */
public sealed class RestXmlCodec implements Codec permits S3Codec {
    private static final String XML = "application/xml";

    @Override
    public Structure parse(Operation<?, ?> operation, Route.Found route, WireRequest request) {
        Schema input = operation.input();
        @Nullable Object[] values = new @Nullable Object[input.members().size()];
        HttpReader http = reader(route, request);
        Member payload = http.read(input, values);
        if (payload == null) {
            if (HttpWriter.hasRequestBody(input)) {
                byte[] body = body(route, request);
                if (body.length > 0) {
                    ShapeReader.readMembers(body, null, input, values);
                }
            }
        } else if (payload.target().traits().eventStream()) {
            throw EventStreams.notServed();
        } else if (HttpReader.isRaw(payload)) {
            values[payload.index()] = http.rawPayload(payload);
        } else {
            values[payload.index()] = document(payload, body(route, request));
        }
        return input.create(values);
    }

    HttpReader reader(Route.Found route, WireRequest request) {
        return new HttpReader(route, request);
    }

    /** The whole document of a request. */
    byte[] body(Route.Found route, WireRequest request) {
        return RequestBody.read(request, route.service().manners().bodyLimit());
    }

    /** The root that the document of a payload must have, or null for any. */
    @Nullable
    String expectedRoot(Member payload) {
        return null;
    }

    private @Nullable Structure document(Member payload, byte[] body) {
        if (body.length == 0) {
            return null;
        }
        Schema schema = payload.target();
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        ShapeReader.readMembers(body, expectedRoot(payload), schema, values);
        return schema.create(values);
    }

    @Override
    public WireResponse write(Operation<?, ?> operation, Structure output, Answer answer) {
        int status = HttpWriter.status(output, operation.http().status());
        WireResponse response = begin(status(output, status), answer);
        HttpWriter.headers(output, response, this::entryText);
        Schema schema = operation.output();
        Member payload = HttpWriter.payload(schema);
        if (payload != null) {
            Object value = output.member(payload.index());
            if (payload.target().traits().eventStream()) {
                throw EventStreams.notServed();
            } else if (value != null && HttpReader.isRaw(payload)) {
                HttpWriter.raw(value, response);
            } else if (value != null) {
                payload((Structure) value, payload, answer, response);
            }
        } else if (HttpWriter.hasBody(schema) && !answer.head()) {
            document(operation, output, answer, response);
        }
        return response;
    }

    /** The status of an answer, which the model gives as {@code modelled}. */
    int status(Structure output, int modelled) {
        return modelled;
    }

    /** A text of a map whose entries are headers. */
    String entryText(String text) {
        return HeaderText.safe(text);
    }

    private void payload(Structure value, Member payload, Answer answer, WireResponse response) {
        XmlWriter xml = new XmlWriter().declaration();
        shapes(xml).root(payloadRoot(payload), namespace(payload, answer), value);
        typed(response);
        xml.bytes().into(response);
    }

    private ShapeWriter shapes(XmlWriter xml) {
        return new ShapeWriter(xml, dialect());
    }

    ShapeWriter.Dialect dialect() {
        return ShapeWriter.Dialect.REST;
    }

    private String payloadRoot(Member payload) {
        if (payload.locationName() != null) {
            return payload.locationName();
        }
        String own = payload.target().traits().locationName();
        return own != null ? own : unnamedRoot(payload);
    }

    /** The root of a payload for which the model has no name. */
    String unnamedRoot(Member payload) {
        return payload.target().name();
    }

    private Schema.@Nullable XmlNamespace namespace(Member payload, Answer answer) {
        Schema.XmlNamespace namespace = payload.xmlNamespace();
        return namespace != null ? namespace : serviceNamespace(answer);
    }

    Schema.@Nullable XmlNamespace serviceNamespace(Answer answer) {
        ServiceModel service = answer.service();
        String uri = service == null ? null : service.xmlNamespace();
        return uri == null ? null : new Schema.XmlNamespace(uri, null);
    }

    private void document(Operation<?, ?> operation, Structure output, Answer answer, WireResponse response) {
        XmlWriter xml = new XmlWriter().declaration();
        document(operation, output, answer, xml);
        typed(response);
        xml.bytes().into(response);
    }

    /** Writes an answer whose members are the document. */
    void document(Operation<?, ?> operation, Structure output, Answer answer, XmlWriter xml) {
        Schema schema = operation.output();
        String own = schema.traits().locationName();
        Schema.XmlNamespace namespace = schema.traits().xmlNamespace();
        shapes(xml)
                .root(
                        own != null ? own : unnamedRoot(operation),
                        namespace != null ? namespace : serviceNamespace(answer),
                        output,
                        members(operation));
    }

    /** The root of an answer for which the model has no name. */
    String unnamedRoot(Operation<?, ?> operation) {
        return operation.output().name();
    }

    /** The members of an answer, in the order of the document. */
    List<Member> members(Operation<?, ?> operation) {
        return operation.output().members();
    }

    private static void typed(WireResponse response) {
        if (response.header("Content-Type") == null) {
            response.header("Content-Type", XML);
        }
    }

    @Override
    public WireResponse error(ServiceException error, Answer answer) {
        WireResponse response = begin(error.status(), answer);
        error.modelled().ifPresent(value -> HttpWriter.headers(value, response, this::entryText));
        error.headers().forEach(response::header);
        if (error.status() == 304) {
            return response;
        }
        response.header("Content-Type", XML);
        if (answer.head()) {
            return response;
        }
        XmlWriter xml = new XmlWriter().declaration();
        error(error, answer, xml);
        return xml.bytes().into(response);
    }

    /** Writes the document of an error. */
    void error(ServiceException error, Answer answer, XmlWriter xml) {
        Schema.XmlNamespace namespace = serviceNamespace(answer);
        xml.start("ErrorResponse", namespace == null ? null : namespace.uri());
        xml.start("Error").element("Type", error.senderFault() ? "Sender" : "Receiver");
        content(error, xml);
        xml.end("Error").element("RequestId", answer.requestId()).end("ErrorResponse");
    }

    /** Writes what an error says: code, text, the members of its shape, and what it names beside them. */
    final void content(ServiceException error, XmlWriter xml) {
        ShapeWriter shapes = shapes(xml);
        xml.element("Code", error.code());
        error.text().ifPresent(text -> xml.element("Message", text));
        error.modelled().ifPresent(value -> {
            for (Member member : value.schema().members()) {
                if (member.location() == Member.Location.BODY && !member.name().equalsIgnoreCase("message")) {
                    shapes.member(value, member);
                }
            }
        });
        error.details().forEach(xml::element);
    }

    /** An answer with the ids that all have. */
    WireResponse begin(int status, Answer answer) {
        return new WireResponse(status).header("x-amzn-RequestId", answer.requestId());
    }
}
