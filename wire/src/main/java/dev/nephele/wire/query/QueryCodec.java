package dev.nephele.wire.query;

import dev.nephele.model.Manners;
import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Codec;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.document.DocumentWriter;
import dev.nephele.wire.error.ErrorNames;
import dev.nephele.wire.xml.ShapeWriter;
import dev.nephele.wire.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/** The protocol awsQuery. A client that accepts JSON gets it, as readers of EKS tokens do from STS. */
public final class QueryCodec implements Codec {
    private static final FormReader READER = new FormReader(false);

    @Override
    public Structure parse(Operation<?, ?> operation, Route.Found route, WireRequest request) {
        Schema input = operation.input();
        @Nullable Object[] values = READER.read(route.parameters(), input);
        Manners.Address address = route.service().manners().query().address();
        if (address != null) {
            addressed(input.member(address.member()), values, request);
        }
        return input.create(values);
    }

    private static void addressed(@Nullable Member url, @Nullable Object[] values, WireRequest request) {
        if (url != null && values[url.index()] == null && request.path().length() > 1) {
            values[url.index()] = "http://" + request.host() + request.path();
        }
    }

    @Override
    public WireResponse write(Operation<?, ?> operation, Structure output, Answer answer) {
        String response = operation.name() + "Response";
        String wrapper = operation.traits().resultWrapper();
        if (wrapper == null && !operation.output().members().isEmpty()) {
            wrapper = operation.name() + "Result";
        }
        if (answer.json()) {
            return DocumentWriter.queryAnswer(response, wrapper, output, answer.requestId())
                    .into(begin(200, answer));
        }
        XmlWriter xml = new XmlWriter();
        xml.start(response, namespace(answer));
        ShapeWriter shapes = new ShapeWriter(xml, ShapeWriter.Dialect.QUERY);
        if (wrapper != null) {
            xml.start(wrapper);
            shapes.bodyMembers(output);
            xml.end(wrapper);
        }
        xml.start("ResponseMetadata")
                .element("RequestId", answer.requestId())
                .end("ResponseMetadata")
                .end(response);
        return xml.bytes().into(begin(200, answer));
    }

    @Override
    public WireResponse error(ServiceException error, Answer answer) {
        String type = error.senderFault() ? "Sender" : "Receiver";
        if (answer.json()) {
            String text = ErrorNames.queryText(error, answer).orElse(null);
            return DocumentWriter.queryError(type, ErrorNames.queryCode(error, answer), text, answer.requestId())
                    .into(begin(error.status(), answer));
        }
        XmlWriter xml = new XmlWriter();
        xml.start("ErrorResponse", namespace(answer));
        xml.start("Error");
        xml.element("Type", type);
        xml.element("Code", ErrorNames.queryCode(error, answer));
        ErrorNames.queryText(error, answer).ifPresent(text -> xml.element("Message", text));
        ShapeWriter shapes = new ShapeWriter(xml, ShapeWriter.Dialect.QUERY);
        error.modelled().ifPresent(value -> extraMembers(value, shapes));
        error.details().forEach(xml::element);
        if (answer.manners().queryErrors().detail()) {
            xml.start("Detail").end("Detail");
        }
        xml.end("Error").element("RequestId", answer.requestId()).end("ErrorResponse");
        return xml.bytes().into(begin(error.status(), answer));
    }

    /** Writes the members of a modelled error but its text, which is {@code Message} whatever the model calls it. */
    static void extraMembers(Structure value, ShapeWriter shapes) {
        for (Member member : value.schema().members()) {
            if (!member.name().equalsIgnoreCase("message")) {
                shapes.member(value, member);
            }
        }
    }

    private static @Nullable String namespace(Answer answer) {
        ServiceModel service = answer.service();
        return service == null ? null : service.xmlNamespace();
    }

    private static WireResponse begin(int status, Answer answer) {
        return new WireResponse(status)
                .header("x-amzn-RequestId", answer.requestId())
                .header("Content-Type", answer.json() ? "application/json" : "text/xml");
    }
}
