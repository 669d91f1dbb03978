package dev.nephele.gateway.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The administrator's bearer token: whoever can read it in the data directory administers the cloud. */
public final class AdminToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    public AdminToken(String token) {
        this.expected = (SCHEME + token).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether an {@code Authorization} header carries this token; compared in constant time. */
    public boolean matches(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }
}
