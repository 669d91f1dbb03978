package dev.nephele.wire;

import dev.nephele.model.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request held in memory: what tests, tools and calls from inside the process send. */
public final class MemoryRequest implements WireRequest {
    private final String method;
    private final String path;
    private final String query;
    private final List<String> headers;
    private final Body body;
    private byte @Nullable [] bytes;

    private MemoryRequest(Builder builder) {
        this.method = builder.method;
        int mark = builder.target.indexOf('?');
        this.path = mark < 0 ? builder.target : builder.target.substring(0, mark);
        this.query = mark < 0 ? "" : builder.target.substring(mark + 1);
        this.headers = List.copyOf(builder.headers);
        this.bytes = builder.body == null ? builder.bytes : null;
        this.body = builder.body == null ? Body.of(builder.bytes) : builder.body;
    }

    /**
     * Begins a request.
     *
     * @param target raw path with raw query, as on the request line
     */
    public static Builder of(String method, String target) {
        return new Builder(method, target);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public String host() {
        String host = header("Host");
        return host == null ? "localhost" : host;
    }

    @Override
    public @Nullable String header(String name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return headers.get(i + 1);
            }
        }
        return null;
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                values.add(headers.get(i + 1));
            }
        }
        return values;
    }

    @Override
    public void eachHeader(BiConsumer<String, String> line) {
        for (int i = 0; i < headers.size(); i += 2) {
            line.accept(headers.get(i), headers.get(i + 1));
        }
    }

    @Override
    public Body body() {
        return body;
    }

    @Override
    public byte[] bytes(int limit) {
        byte[] read = bytes;
        if (read == null || read.length > limit) {
            read = WireRequest.read(body, limit);
            bytes = read;
        }
        return read;
    }

    /** Collects a request. */
    public static final class Builder {
        private final String method;
        private final String target;
        private final List<String> headers = new ArrayList<>();
        private byte[] bytes = new byte[0];
        private @Nullable Body body;

        private Builder(String method, String target) {
            this.method = method;
            this.target = target;
        }

        /** Adds a header line. */
        public Builder header(String name, String value) {
            headers.add(name);
            headers.add(value);
            return this;
        }

        /** Sets the body; the array is given away. */
        public Builder body(byte[] bytes) {
            this.bytes = bytes;
            return this;
        }

        /** Sets a body that is streamed. */
        public Builder body(Body body) {
            this.body = body;
            return this;
        }

        public MemoryRequest build() {
            return new MemoryRequest(this);
        }
    }
}
