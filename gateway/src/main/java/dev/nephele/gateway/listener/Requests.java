package dev.nephele.gateway.listener;

import dev.nephele.model.Body;
import dev.nephele.storage.StoreException;
import dev.nephele.wire.WireResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each request over and sends what comes back. */
final class Requests extends Handler.Abstract {
    private static final HttpField[] COMMON = {
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/xml"),
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/xml"),
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json"),
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0"),
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1"),
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/cbor")
    };

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final Answering answering;
    private final BodyBudget budget;

    Requests(Answering answering, BodyBudget budget) {
        this.answering = answering;
        this.budget = budget;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        WireResponse answer;
        try (JettyRequest received = new JettyRequest(request, budget)) {
            answer = answering.answer(received);
        }
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        answer.eachHeader((name, value) -> headers.add(field(name, value)));
        Unread unread = Unread.of(request);
        if (unread.closes()) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
        Body stream = answer.stream();
        if (stream == null && unread.closes() && answer.size() > 0) {
            return sendThenLinger(response, answer, unread, callback);
        }
        if (stream == null) {
            response.write(true, ByteBuffer.wrap(answer.array(), 0, answer.size()), callback);
            return true;
        }
        if (stream.length() >= 0 && !headers.contains(HttpHeader.CONTENT_LENGTH)) {
            headers.put(HttpHeader.CONTENT_LENGTH, stream.length());
        }
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            stream.writeTo(out);
        } catch (IOException e) {
            // The head is gone: all that is left is to cut the connection, so that the client sees a short body.
            callback.failed(e);
            return true;
        } catch (StoreException e) {
            LOG.error("a payload could not be read to its end", e);
            callback.failed(e);
            return true;
        }
        callback.succeeded();
        return true;
    }

    /** Sends an answer whose body is in memory, and reads on before its end, with which the server would close. */
    private static boolean sendThenLinger(Response response, WireResponse answer, Unread unread, Callback callback) {
        try {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.size());
            Content.Sink.write(response, false, ByteBuffer.wrap(answer.array(), 0, answer.size()));
        } catch (IOException e) {
            callback.failed(e);
            return true;
        }
        unread.linger();
        response.write(true, ByteBuffer.allocate(0), callback);
        return true;
    }

    private static HttpField field(String name, String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            for (HttpField common : COMMON) {
                if (value.equals(common.getValue())) {
                    return common;
                }
            }
        }
        return new HttpField(name, value);
    }
}
