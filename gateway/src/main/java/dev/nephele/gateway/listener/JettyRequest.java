package dev.nephele.gateway.listener;

import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.wire.WireRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Jetty's request as the wire sees it. */
final class JettyRequest implements ReceivedRequest, Body, AutoCloseable {
    private final Request request;
    private final HttpFields fields;
    private final BodyBudget budget;
    private final List<BodyBudget.Lease> leases = new ArrayList<>(1);
    private byte @Nullable [] bytes;
    private @Nullable Presence presence;

    /** @param budget for what is read into memory, until this is closed */
    JettyRequest(Request request, BodyBudget budget) {
        this.request = request;
        this.fields = request.getHeaders();
        this.budget = budget;
    }

    @Override
    public void close() {
        leases.forEach(BodyBudget.Lease::end);
        leases.clear();
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    public String query() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    @Override
    public String host() {
        String host = fields.get(HttpHeader.HOST);
        if (host != null) {
            return host;
        }
        String authority = request.getHttpURI().getAuthority();
        return authority == null ? "" : authority;
    }

    @Override
    public @Nullable String header(String name) {
        return fields.get(name);
    }

    @Override
    public List<String> headers(String name) {
        return fields.getValuesList(name);
    }

    @Override
    public void eachHeader(BiConsumer<String, String> line) {
        for (HttpField field : fields) {
            line.accept(field.getName(), headerText(field));
        }
    }

    private static String headerText(HttpField field) {
        String value = field.getValue();
        return value == null ? "" : value;
    }

    @Override
    public Body body() {
        byte[] read = bytes;
        return read == null ? this : Body.of(read);
    }

    @Override
    public long length() {
        return request.getLength();
    }

    @Override
    public InputStream open() {
        return Content.Source.asInputStream(request);
    }

    @Override
    public byte[] bytes(int limit) {
        byte[] read = bytes;
        if (read == null) {
            read = readAll(limit);
            bytes = read;
        }
        return read;
    }

    /** A body that has arrived whole with its head, as small ones do, is copied once; else the stream is read. */
    private byte[] readAll(int limit) throws ServiceException {
        long length = request.getLength();
        if (length == 0) {
            return new byte[0];
        }
        if (length > 0 && length <= limit) {
            Content.Chunk chunk = request.read();
            if (chunk != null && !Content.Chunk.isFailure(chunk) && chunk.remaining() == length) {
                byte[] whole = new byte[(int) length];
                chunk.getByteBuffer().get(whole);
                chunk.release();
                return whole;
            }
            if (chunk != null) {
                return hold(new Rest(chunk), limit);
            }
        }
        return hold(this, limit);
    }

    /** A body whose length is not known may become as long as the limit. */
    @Override
    public byte[] hold(Body body, int limit) {
        long length = body.length();
        if (length <= limit) {
            leases.add(budget.take(length < 0 ? limit : (int) length));
        }
        return WireRequest.read(body, limit);
    }

    /** The body after its first chunk was taken out. */
    private final class Rest implements Body {
        private final Content.Chunk first;

        Rest(Content.Chunk first) {
            this.first = first;
        }

        @Override
        public long length() {
            return request.getLength();
        }

        @Override
        public InputStream open() {
            return Content.Source.asInputStream(new FirstThen(first, request));
        }
    }

    @Override
    public String peer() {
        if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket) {
            InetAddress address = socket.getAddress();
            if (address != null) {
                String text = address.getHostAddress();
                int zone = text.indexOf('%');
                return zone < 0 ? text : text.substring(0, zone);
            }
        }
        return "127.0.0.1";
    }

    @Override
    public boolean encrypted() {
        return request.isSecure();
    }

    @Override
    public Optional<String> tlsVersion() {
        EndPoint.SslSessionData tls =
                request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
        return tls == null
                ? Optional.empty()
                : Optional.of(tls.sslSession().getProtocol()).map(name -> name.replace("TLSv", ""));
    }

    @Override
    public boolean isClientGone() {
        Presence client = presence;
        if (client == null) {
            client = new Presence(request);
            presence = client;
        }
        return client.isGone();
    }

    @Override
    public long receivedNanos() {
        return request.getBeginNanoTime();
    }
}
