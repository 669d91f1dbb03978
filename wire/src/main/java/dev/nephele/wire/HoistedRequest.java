package dev.nephele.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nephele.model.Body;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A presigned S3 request whose query carries what would be headers: clients hoist {@code x-amz-} headers, and the
 * conditions {@code If-…}, into the query, because whoever uses the URL sends no headers. Version 4 signs the query, so
 * such a parameter counts as the header of its name, unless that header was sent too. All else is the original's.
 *
 * <p>Source: Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters".
 */
public final class HoistedRequest implements WireRequest {
    /** The parameters that are the signature itself. */
    private static final Set<String> SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-signedheaders",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-content-sha256");

    private final WireRequest original;

    /** Values by lower-case name, in the form of header values: a character a byte. */
    private final Map<String, String> hoisted;

    private HoistedRequest(WireRequest original, Map<String, String> hoisted) {
        this.original = original;
        this.hoisted = hoisted;
    }

    /** The request with its hoisted headers, or itself if it has none or is not presigned with version 4. */
    public static WireRequest of(WireRequest request) {
        String query = request.query();
        if (!query.contains("X-Amz-Signature=")) {
            return request;
        }
        Parameters parameters = Parameters.parse(query);
        if (parameters == null) {
            return request;
        }
        Map<String, String> hoisted = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.name(i).toLowerCase(Locale.ROOT);
            if (isHoisted(name) && request.header(name) == null) {
                hoisted.putIfAbsent(name, new String(parameters.value(i).getBytes(UTF_8), ISO_8859_1));
            }
        }
        return hoisted.isEmpty() ? request : new HoistedRequest(request, hoisted);
    }

    private static boolean isHoisted(String name) {
        return name.startsWith("x-amz-") && !SIGNATURE.contains(name) || name.startsWith("if-");
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
        String sent = original.header(name);
        return sent == null ? hoisted.get(name.toLowerCase(Locale.ROOT)) : sent;
    }

    @Override
    public List<String> headers(String name) {
        List<String> sent = original.headers(name);
        String value = hoisted.get(name.toLowerCase(Locale.ROOT));
        return value == null ? sent : List.of(value);
    }

    @Override
    public void eachHeader(BiConsumer<String, String> line) {
        original.eachHeader(line);
        hoisted.forEach(line);
    }

    @Override
    public Body body() {
        return original.body();
    }

    @Override
    public byte[] bytes(int limit) {
        return original.bytes(limit);
    }

    @Override
    public byte[] hold(Body body, int limit) {
        return original.hold(body, limit);
    }
}
