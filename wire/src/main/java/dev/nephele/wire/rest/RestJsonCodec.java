package dev.nephele.wire.rest;

import dev.nephele.model.Member;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Codec;
import dev.nephele.wire.RequestBody;
import dev.nephele.wire.Route;
import dev.nephele.wire.WireRequest;
import dev.nephele.wire.WireResponse;
import dev.nephele.wire.document.Dialect;
import dev.nephele.wire.document.DocumentReader;
import dev.nephele.wire.document.DocumentWriter;
import dev.nephele.wire.error.ErrorNames;
import org.jspecify.annotations.Nullable;

/** The protocol restJson1. */
public final class RestJsonCodec implements Codec {
    private static final String JSON = "application/json";

    @Override
    public Structure parse(Operation<?, ?> operation, Route.Found route, WireRequest request) {
        Schema input = operation.input();
        @Nullable Object[] values = new @Nullable Object[input.members().size()];
        HttpReader http = new HttpReader(route, request);
        Member payload = http.read(input, values);
        if (payload == null) {
            if (HttpWriter.hasRequestBody(input)) {
                byte[] body =
                        RequestBody.read(request, route.service().manners().bodyLimit());
                DocumentReader.readMembers(Dialect.JSON, body, input, values, true);
            }
        } else if (payload.target().traits().eventStream()) {
            throw EventStreams.notServed();
        } else if (HttpReader.isRaw(payload)) {
            values[payload.index()] = http.rawPayload(payload);
        } else {
            byte[] body = RequestBody.read(request, route.service().manners().bodyLimit());
            values[payload.index()] = DocumentReader.readValue(Dialect.JSON, body, payload);
        }
        return input.create(values);
    }

    @Override
    public WireResponse write(Operation<?, ?> operation, Structure output, Answer answer) {
        int status = HttpWriter.status(output, operation.http().status());
        WireResponse response = new WireResponse(status).header("x-amzn-RequestId", answer.requestId());
        HttpWriter.headers(output, response, HeaderText::safe);
        Member payload = HttpWriter.payload(operation.output());
        if (payload != null) {
            Object value = output.member(payload.index());
            if (payload.target().traits().eventStream()) {
                throw EventStreams.notServed();
            } else if (value != null && HttpReader.isRaw(payload)) {
                HttpWriter.raw(value, response);
            } else if (value != null) {
                typed(response);
                DocumentWriter.value(Dialect.JSON, value, payload).into(response);
            }
        } else if (status != 204 && status != 304 && !answer.head()) {
            typed(response);
            DocumentWriter.members(Dialect.JSON, output, true).into(response);
        }
        return response;
    }

    private static void typed(WireResponse response) {
        if (response.header("Content-Type") == null) {
            response.header("Content-Type", JSON);
        }
    }

    @Override
    public WireResponse error(ServiceException error, Answer answer) {
        WireResponse response = new WireResponse(error.status())
                .header("x-amzn-RequestId", answer.requestId())
                .header("Content-Type", JSON)
                .header("x-amzn-ErrorType", ErrorNames.jsonType(error, answer));
        error.modelled().ifPresent(value -> HttpWriter.headers(value, response, HeaderText::safe));
        if (answer.head()) {
            return response;
        }
        return DocumentWriter.error(
                        Dialect.JSON,
                        null,
                        error.modelled().orElse(null),
                        ErrorNames.messageMember(error),
                        error.text().orElse(null),
                        error.details())
                .into(response);
    }
}
