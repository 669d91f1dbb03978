package dev.nephele.wire.cbor;

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

/** The protocol rpcv2Cbor. */
public final class CborCodec implements Codec {
    @Override
    public Structure parse(Operation<?, ?> operation, Route.Found route, WireRequest request) {
        Schema input = operation.input();
        byte[] body = RequestBody.read(request, route.service().manners().bodyLimit());
        @Nullable Object[] values = new @Nullable Object[input.members().size()];
        DocumentReader.readMembers(Dialect.CBOR, body, input, values, false);
        return input.create(values);
    }

    @Override
    public WireResponse write(Operation<?, ?> operation, Structure output, Answer answer) {
        return DocumentWriter.members(Dialect.CBOR, output, false).into(begin(200, answer));
    }

    @Override
    public WireResponse error(ServiceException error, Answer answer) {
        WireResponse response = begin(error.status(), answer);
        String queryError = ErrorNames.queryError(error, answer);
        if (queryError != null) {
            response.header("x-amzn-query-error", queryError);
        }
        return DocumentWriter.error(
                        Dialect.CBOR,
                        ErrorNames.jsonType(error, answer),
                        error.modelled().orElse(null),
                        ErrorNames.messageMember(error),
                        error.text().orElse(null),
                        error.details())
                .into(response);
    }

    private static WireResponse begin(int status, Answer answer) {
        return new WireResponse(status)
                .header("x-amzn-RequestId", answer.requestId())
                .header("smithy-protocol", "rpc-v2-cbor")
                .header("Content-Type", "application/cbor");
    }
}
