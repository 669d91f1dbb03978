package dev.nephele.wire;

import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as it came, whatever server read it. Nothing in it is decoded: signatures and S3 keys need the bytes
 * that the client sent.
 */
public interface WireRequest {
    /** The method in capitals, such as {@code PUT}. */
    String method();

    /** The path as sent, beginning with a slash, percent signs and all; without the query. */
    String path();

    /** The query as sent, without the question mark; empty if there is none. */
    String query();

    /** The authority that the client called, with its port if sent: the {@code Host} header, or HTTP/2's authority. */
    String host();

    /** The first value of a header, by its name in any case; null if it was not sent. */
    @Nullable
    String header(String name);

    /** All values of a header in order; empty if it was not sent. */
    List<String> headers(String name);

    /** Gives every header line, in order, name and value as sent. */
    void eachHeader(BiConsumer<String, String> line);

    /** The body as a stream, to be read once; not to be mixed with {@link #bytes}. */
    Body body();

    /**
     * The whole body in memory. The first call reads it, later ones return the same array, which is not to be changed.
     *
     * @param limit the largest body accepted, in bytes
     * @throws ServiceException {@code RequestEntityTooLarge} (413) beyond the limit, {@code IncompleteBody} (400) when
     *     the client stops early
     */
    byte[] bytes(int limit);

    /**
     * Reads a body that came with this request into memory, as far as whoever received the request has room.
     *
     * @throws ServiceException as {@link #bytes} does; {@code ServiceUnavailable} (503) when there is no room
     */
    default byte[] hold(Body body, int limit) {
        return read(body, limit);
    }

    /** This request with another body, such as the decoded chunks of an {@code aws-chunked} upload. */
    default WireRequest withBody(Body body) {
        return new Rebodied(this, body);
    }

    /**
     * Reads a body into memory.
     *
     * @throws ServiceException as {@link #bytes} does
     */
    static byte[] read(Body body, int limit) {
        if (body.length() > limit) {
            throw tooLarge();
        }
        try (InputStream in = body.open()) {
            byte[] bytes = in.readNBytes(limit);
            if (bytes.length == limit && in.read() >= 0) {
                throw tooLarge();
            }
            if (bytes.length < body.length()) {
                throw incomplete();
            }
            return bytes;
        } catch (IOException e) {
            throw incomplete();
        }
    }

    private static ServiceException tooLarge() {
        return ServiceException.of("RequestEntityTooLarge", 413, "Request size exceeded the limit.");
    }

    private static ServiceException incomplete() {
        return ServiceException.of(
                "IncompleteBody",
                400,
                "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
}
