package dev.nephele.gateway.pipeline;

import dev.nephele.gateway.listener.ReceivedRequest;
import dev.nephele.kernel.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a request comes from. Of {@code X-Forwarded-For} and {@code X-Forwarded-Proto} only what a trusted
 * proxy has said counts: the last address in the chain that is not itself a trusted proxy's.
 */
public final class Origins {
    private final List<AddressRange> trusted;
    private final boolean treatAsTls;

    /**
     * @param trusted the addresses of proxies
     * @param treatAsTls whether every request counts as having come over TLS
     */
    public Origins(List<AddressRange> trusted, boolean treatAsTls) {
        this.trusted = List.copyOf(trusted);
        this.treatAsTls = treatAsTls;
    }

    Origin of(ReceivedRequest request) {
        String peer = request.peer();
        boolean proxied = !trusted.isEmpty() && isTrusted(peer);
        boolean secure = request.encrypted();
        if (proxied) {
            peer = client(peer, request.headers("X-Forwarded-For"));
            secure |= "https".equalsIgnoreCase(request.header("X-Forwarded-Proto"));
        }
        return new Origin(
                Optional.of(peer),
                text(request.header("User-Agent")),
                text(request.header("Referer")),
                text(request.header("X-Amzn-Trace-Id")),
                secure || treatAsTls,
                (secure ? "https://" : "http://") + request.host());
    }

    private String client(String peer, List<String> lines) {
        String client = peer;
        for (int line = lines.size() - 1; line >= 0; line--) {
            String[] hops = lines.get(line).split(",", -1);
            for (int i = hops.length - 1; i >= 0; i--) {
                String hop = bare(hops[i].strip());
                if (!AddressRange.isAddress(hop)) {
                    return client;
                }
                client = hop;
                if (!isTrusted(hop)) {
                    return client;
                }
            }
        }
        return client;
    }

    /** An address without brackets and port. */
    private static String bare(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end > 0 ? hop.substring(1, end) : hop;
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private boolean isTrusted(String address) {
        for (AddressRange range : trusted) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> text(@Nullable String header) {
        return header == null || header.isEmpty() ? Optional.empty() : Optional.of(header);
    }
}
