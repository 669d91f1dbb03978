package dev.nephele.kernel;

import java.util.Optional;

/**
 * What the transport knows of the client that makes a call.
 *
 * @param sourceIp the client's address in text, without brackets or zone; empty for calls between services
 * @param userAgent the {@code User-Agent} header; empty if none
 * @param referer the {@code Referer} header; empty if none
 * @param trace the {@code X-Amzn-Trace-Id} header; empty if none
 * @param secure whether the request counts as having come over TLS
 * @param endpoint the scheme and authority the client used, such as {@code http://localhost:4566}; URLs in answers are
 *     built from it
 */
public record Origin(
        Optional<String> sourceIp,
        Optional<String> userAgent,
        Optional<String> referer,
        Optional<String> trace,
        boolean secure,
        String endpoint) {}
