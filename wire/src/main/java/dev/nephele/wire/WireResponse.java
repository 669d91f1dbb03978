package dev.nephele.wire;

import dev.nephele.model.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP answer on its way to a client. Built by a codec, completed by the gateway (which adds the date), sent once;
 * not for use by several threads.
 */
public final class WireResponse {
    private static final byte[] NOTHING = new byte[0];

    private final int status;
    private final List<String> headers = new ArrayList<>(12);
    private byte[] bytes = NOTHING;
    private int size;
    private @Nullable Body stream;

    public WireResponse(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Adds a header line. Values hold what goes on the wire; characters beyond ASCII are sent as UTF-8. */
    public WireResponse header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return headers.get(i + 1);
            }
        }
        return null;
    }

    /** Gives every header line in order. */
    public void eachHeader(BiConsumer<String, String> line) {
        for (int i = 0; i < headers.size(); i += 2) {
            line.accept(headers.get(i), headers.get(i + 1));
        }
    }

    /** Sets a body in memory: the first {@code size} bytes of the array, which nobody changes any more. */
    public WireResponse body(byte[] array, int size) {
        this.bytes = array;
        this.size = size;
        return this;
    }

    /** Sets a body in memory; nobody changes the array any more. */
    public WireResponse body(byte[] array) {
        return body(array, array.length);
    }

    /** Sets a body that is streamed, unless it is in memory anyway. */
    public WireResponse body(Body body) {
        byte[] held = body.inMemory();
        if (held != null) {
            return body(held);
        }
        this.stream = body;
        return this;
    }

    /** The streamed body, or null when it is in memory. */
    public @Nullable Body stream() {
        return stream;
    }

    /** The array behind the body in memory, of which {@link #size()} bytes count. */
    public byte[] array() {
        return bytes;
    }

    /** How many bytes of {@link #array()} are the body. */
    public int size() {
        return size;
    }

    /** A copy of the body in memory; empty for a streamed one. */
    public byte[] bytes() {
        return java.util.Arrays.copyOf(bytes, size);
    }
}
