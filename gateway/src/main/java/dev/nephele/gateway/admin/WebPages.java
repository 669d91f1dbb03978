package dev.nephele.gateway.admin;

import dev.nephele.wire.WireRequest;
import java.util.regex.Pattern;

/**
 * Tells requests that a web page of somebody else may have sent through a browser on this machine. A browser names the
 * page's origin with every request that is not a GET (Fetch Standard, "Origin header"); a page whose name was made to
 * resolve to this machine is of the same origin, but its host has a name in the public DNS.
 */
final class WebPages {
    /** An address, a name without dots, or one below {@code localhost}; then perhaps a port. */
    private static final Pattern LOCAL = Pattern.compile(
            "(?:\\[[0-9a-f:.]+]|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[a-z0-9_-]+|[a-z0-9._-]+\\.localhost)(?::[0-9]{1,5})?",
            Pattern.CASE_INSENSITIVE);

    private WebPages() {}

    static boolean mayHaveSent(WireRequest request) {
        String host = request.host();
        String origin = request.header("Origin");
        boolean foreign = origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
        return foreign || !LOCAL.matcher(host).matches();
    }
}
