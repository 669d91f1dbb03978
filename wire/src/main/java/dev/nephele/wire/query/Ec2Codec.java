package dev.nephele.wire.query;

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
import dev.nephele.wire.xml.ShapeWriter;
import dev.nephele.wire.xml.XmlWriter;

/** The protocol ec2Query. */
public final class Ec2Codec implements Codec {
    private static final FormReader READER = new FormReader(true);

    @Override
    public Structure parse(Operation<?, ?> operation, Route.Found route, WireRequest request) {
        Schema input = operation.input();
        return input.create(READER.read(route.parameters(), input));
    }

    @Override
    public WireResponse write(Operation<?, ?> operation, Structure output, Answer answer) {
        XmlWriter xml = new XmlWriter().declaration();
        String response = operation.name() + "Response";
        ServiceModel service = answer.service();
        xml.start(response, service == null ? null : service.xmlNamespace());
        xml.element("requestId", answer.requestId());
        new ShapeWriter(xml, ShapeWriter.Dialect.REST).bodyMembers(output);
        xml.end(response);
        return xml.bytes().into(begin(200, answer));
    }

    @Override
    public WireResponse error(ServiceException error, Answer answer) {
        XmlWriter xml = new XmlWriter().declaration();
        xml.start("Response").start("Errors").start("Error");
        xml.element("Code", error.code());
        error.text().ifPresent(text -> xml.element("Message", text));
        ShapeWriter shapes = new ShapeWriter(xml, ShapeWriter.Dialect.REST);
        error.modelled().ifPresent(value -> QueryCodec.extraMembers(value, shapes));
        error.details().forEach(xml::element);
        xml.end("Error").end("Errors");
        xml.element("RequestID", answer.requestId()).end("Response");
        return xml.bytes().into(begin(error.status(), answer));
    }

    private static WireResponse begin(int status, Answer answer) {
        return new WireResponse(status)
                .header("x-amzn-RequestId", answer.requestId())
                .header("Content-Type", "text/xml;charset=UTF-8");
    }
}
