package dev.nephele.wire.auth;

import dev.nephele.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body, exactly as it arrived. A signature covers bytes, so nothing in it is decoded, normalized
 * or reordered. Characters of header values up to 0xff stand for bytes.
 */
public final class HttpHead {
    private final String method;
    private final String path;
    private final String query;
    private final List<String> names;
    private final List<String> values;
    private final @Nullable String hostBucket;

    private HttpHead(
            String method,
            String path,
            String query,
            List<String> names,
            List<String> values,
            @Nullable String hostBucket) {
        this.method = method;
        this.path = path.isEmpty() ? "/" : path;
        this.query = query;
        this.names = names;
        this.values = values;
        this.hostBucket = hostBucket;
    }

    /**
     * The head of a request.
     *
     * @param hostBucket the bucket that the host name stands for, or null; Signature Version 2 covers it
     */
    public static HttpHead of(WireRequest request, @Nullable String hostBucket) {
        List<String> names = new ArrayList<>(24);
        List<String> values = new ArrayList<>(24);
        request.eachHeader((name, value) -> {
            names.add(name);
            values.add(value);
        });
        HttpHead head = new HttpHead(request.method(), request.path(), request.query(), names, values, hostBucket);
        if (head.header("host") == null) { // HTTP/2 sends it as :authority
            names.add("host");
            values.add(request.host());
        }
        return head;
    }

    /**
     * A head from its parts.
     *
     * @param query empty if there is none
     * @param lines names and values of headers by turns
     */
    public static HttpHead of(String method, String path, String query, List<String> lines) {
        List<String> names = new ArrayList<>(lines.size() / 2);
        List<String> values = new ArrayList<>(lines.size() / 2);
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            names.add(lines.get(i));
            values.add(lines.get(i + 1));
        }
        return new HttpHead(method, path, query, names, values, null);
    }

    /** The same request sent to a host that stands for a bucket. */
    public HttpHead withHostBucket(String bucket) {
        return new HttpHead(method, path, query, names, values, bucket);
    }

    public String method() {
        return method;
    }

    /** As sent. */
    public String path() {
        return path;
    }

    /** As sent, without the question mark; empty if there is none. */
    public String query() {
        return query;
    }

    @Nullable
    String hostBucket() {
        return hostBucket;
    }

    public int headerCount() {
        return names.size();
    }

    public String headerName(int index) {
        return names.get(index);
    }

    public String headerValue(int index) {
        return values.get(index);
    }

    /** The value of the first header line with a name, in any case, or null. */
    public @Nullable String header(String name) {
        int count = names.size();
        for (int i = 0; i < count; i++) {
            if (name.equalsIgnoreCase(names.get(i))) {
                return values.get(i);
            }
        }
        return null;
    }
}
