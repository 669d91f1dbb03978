package dev.nephele.wire;

import dev.nephele.model.Body;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request whose body is replaced; all else is the original's. */
final class Rebodied implements WireRequest {
    private final WireRequest original;
    private final Body body;
    private byte @Nullable [] bytes;

    Rebodied(WireRequest original, Body body) {
        this.original = original;
        this.body = body;
    }

    @Override
    public String method() {
        return original.method();
    }

    @Override
    public String path() {
        return original.path();
    }

    @Override
    public String query() {
        return original.query();
    }

    @Override
    public String host() {
        return original.host();
    }

    @Override
    public @Nullable String header(String name) {
        return original.header(name);
    }

    @Override
    public List<String> headers(String name) {
        return original.headers(name);
    }

    @Override
    public void eachHeader(BiConsumer<String, String> line) {
        original.eachHeader(line);
    }

    @Override
    public Body body() {
        return body;
    }

    @Override
    public byte[] bytes(int limit) {
        byte[] read = bytes;
        if (read == null) {
            read = original.hold(body, limit);
            bytes = read;
        }
        return read;
    }

    @Override
    public byte[] hold(Body other, int limit) {
        return original.hold(other, limit);
    }
}
