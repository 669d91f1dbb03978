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
import org.jspecify.annotations.Nullable;

/** The protocol restXml, and S3's variety of it. */
public final class RestXmlCodec implements Codec {
    private static final String XML = "application/xml";

    private final boolean s3;

    private RestXmlCodec(boolean s3) {
        this.s3 = s3;
    }

    /** The protocol as it is written down. */
    public static RestXmlCodec plain() {
        return new RestXmlCodec(false);
    }

    /** The variety of {@link ServiceModel.Protocol#S3}. */
    public static RestXmlCodec s3() {
        return new RestXmlCodec(true);
    }

    @Override
    public Structure parse(Operation<?, ?> operation, Route.Found route, WireRequest request) {
        Schema input = operation.input();
        @Nullable Object[] values = new @Nullable Object[input.members().size()];
        HttpReader http = new HttpReader(route, request);
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

    private byte[] body(Route.Found route, WireRequest request) {
        int limit = route.service().manners().bodyLimit();
        if (s3 && request.body().length() > limit) {
            throw ServiceException.of("MaxMessageLengthExceeded", 400, "Your request was too big.")
                    .with("MaxMessageLengthBytes", Integer.toString(limit));
        }
        return RequestBody.read(request, limit);
    }

    private @Nullable Structure document(Member payload, byte[] body) {
        if (body.length == 0) {
            return null;
        }
        Schema schema = payload.target();
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        ShapeReader.readMembers(body, s3 ? payload.locationName() : null, schema, values);
        return schema.create(values);
    }

    @Override
    public WireResponse write(Operation<?, ?> operation, Structure output, Answer answer) {
        int status = HttpWriter.status(output, operation.http().status());
        WireResponse response = begin(s3 ? S3Form.status(output, status) : status, answer);
        HttpWriter.headers(output, response, s3);
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

    private void payload(Structure value, Member payload, Answer answer, WireResponse response) {
        XmlWriter xml = new XmlWriter().declaration();
        shapes(xml).root(payloadRoot(payload), namespace(payload, answer), value);
        typed(response);
        xml.bytes().into(response);
    }

    private ShapeWriter shapes(XmlWriter xml) {
        return new ShapeWriter(xml, s3 ? ShapeWriter.Dialect.S3 : ShapeWriter.Dialect.REST);
    }

    private String payloadRoot(Member payload) {
        if (payload.locationName() != null) {
            return payload.locationName();
        }
        String own = payload.target().traits().locationName();
        return own != null ? own : s3 ? payload.name() : payload.target().name();
    }

    private Schema.@Nullable XmlNamespace namespace(Member payload, Answer answer) {
        Schema.XmlNamespace namespace = payload.xmlNamespace();
        return namespace != null ? namespace : serviceNamespace(answer);
    }

    private Schema.@Nullable XmlNamespace serviceNamespace(Answer answer) {
        if (s3) {
            return new Schema.XmlNamespace(S3Form.NAMESPACE, null);
        }
        ServiceModel service = answer.service();
        String uri = service == null ? null : service.xmlNamespace();
        return uri == null ? null : new Schema.XmlNamespace(uri, null);
    }

    private void document(Operation<?, ?> operation, Structure output, Answer answer, WireResponse response) {
        XmlWriter xml = new XmlWriter().declaration();
        if (!s3 || !S3Form.unwrapped(operation, output, xml)) {
            Schema schema = operation.output();
            String own = schema.traits().locationName();
            String root = own != null ? own : s3 ? S3Form.root(operation) : schema.name();
            Schema.XmlNamespace namespace = schema.traits().xmlNamespace();
            shapes(xml)
                    .root(
                            root,
                            namespace != null ? namespace : serviceNamespace(answer),
                            output,
                            s3 ? S3Form.members(operation, schema) : schema.members());
        }
        typed(response);
        xml.bytes().into(response);
    }

    private static void typed(WireResponse response) {
        if (response.header("Content-Type") == null) {
            response.header("Content-Type", XML);
        }
    }

    @Override
    public WireResponse error(ServiceException error, Answer answer) {
        WireResponse response = begin(error.status(), answer);
        error.modelled().ifPresent(value -> HttpWriter.headers(value, response, s3));
        error.headers().forEach(response::header);
        if (error.status() == 304) {
            return response;
        }
        response.header("Content-Type", XML);
        if (answer.head()) {
            return response;
        }
        XmlWriter xml = new XmlWriter().declaration();
        ShapeWriter shapes = shapes(xml);
        if (s3) {
            xml.start("Error");
            content(error, xml, shapes);
            xml.element("RequestId", answer.requestId())
                    .element("HostId", answer.hostId())
                    .end("Error");
        } else {
            Schema.XmlNamespace namespace = serviceNamespace(answer);
            xml.start("ErrorResponse", namespace == null ? null : namespace.uri());
            xml.start("Error").element("Type", error.senderFault() ? "Sender" : "Receiver");
            content(error, xml, shapes);
            xml.end("Error").element("RequestId", answer.requestId()).end("ErrorResponse");
        }
        return xml.bytes().into(response);
    }

    private static void content(ServiceException error, XmlWriter xml, ShapeWriter shapes) {
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

    private WireResponse begin(int status, Answer answer) {
        WireResponse response = new WireResponse(status);
        return s3
                ? response.header("x-amz-request-id", answer.requestId()).header("x-amz-id-2", answer.hostId())
                : response.header("x-amzn-RequestId", answer.requestId());
    }
}
