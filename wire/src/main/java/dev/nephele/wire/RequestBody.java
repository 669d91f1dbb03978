package dev.nephele.wire;

import dev.nephele.model.ServiceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The document of a request in memory. Clients compress the larger inputs of some operations
 * ({@code Content-Encoding: gzip}, the last of several); their signature covers the compressed bytes, so that they are
 * expanded here and not before.
 */
public final class RequestBody {
    private RequestBody() {}

    /**
     * The bytes of the document.
     *
     * @param limit the most bytes, compressed and expanded
     * @throws ServiceException as {@link WireRequest#bytes}, and {@code SerializationException} for bytes that are not
     *     gzip
     */
    public static byte[] read(WireRequest request, int limit) {
        byte[] bytes = request.bytes(limit);
        return bytes.length > 0 && isGzip(request.header("Content-Encoding")) ? expand(bytes, limit) : bytes;
    }

    private static boolean isGzip(@Nullable String encoding) {
        return encoding != null
                && encoding.substring(encoding.lastIndexOf(',') + 1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("gzip");
    }

    private static byte[] expand(byte[] bytes, int limit) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] expanded = in.readNBytes(limit);
            if (expanded.length == limit && in.read() >= 0) {
                throw ServiceException.of("RequestEntityTooLarge", 413, "Request size exceeded the limit.");
            }
            return expanded;
        } catch (IOException e) {
            throw ServiceException.of("SerializationException", 400, null);
        }
    }
}
