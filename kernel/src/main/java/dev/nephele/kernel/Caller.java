package dev.nephele.kernel;

import java.util.Optional;

/**
 * The authenticated sender of a call.
 *
 * @param principal who it is
 * @param session the temporary session it uses; empty for long-term keys, service principals and anonymous callers
 * @param accessKeyId the access key of the signature; empty if the call is not signed
 */
public record Caller(Principal principal, Optional<Session> session, Optional<String> accessKeyId) {
    /** Somebody without credentials. */
    public static final Caller ANONYMOUS = new Caller(new Principal.Anonymous(), Optional.empty(), Optional.empty());
}
