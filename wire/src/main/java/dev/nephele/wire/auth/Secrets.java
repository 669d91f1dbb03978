package dev.nephele.wire.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * Finds the secret behind an access key.
 *
 * @param <P> whom a secret authenticates
 */
@FunctionalInterface
public interface Secrets<P> {
    /**
     * The secret of an access key, or empty when nobody knows the key.
     *
     * @param sessionToken the security token of the request, if it has one
     */
    Optional<Secret<P>> find(String accessKeyId, Optional<String> sessionToken);

    /**
     * A secret access key and whom it authenticates.
     *
     * @param expires on the virtual clock; empty for long-term keys
     */
    record Secret<P>(String value, P holder, Optional<Instant> expires, State state) {
        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Secret[" + state + "]";
        }
    }

    /** Whether a secret may be used. */
    enum State {
        ACTIVE,
        /** Switched off by its owner; answered like an unknown key. */
        INACTIVE,
        /** A temporary key without its token, or with a token that is not its own. */
        TOKEN_INVALID
    }
}
