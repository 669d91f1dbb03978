package dev.nephele.access;

import dev.nephele.kernel.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret and whom it authenticates.
 *
 * @param expires on the virtual clock; empty for long-term keys
 * @param state whether it may be used at all
 */
public record Credential(String secretAccessKey, Caller caller, Optional<Instant> expires, State state) {

    /** Whether a credential may be used. */
    public enum State {
        ACTIVE,
        /** A key that its owner has switched off. */
        INACTIVE,
        /** A temporary key without its token, or with one that does not belong to it or was not sealed here. */
        TOKEN_INVALID
    }

    /** A usable long-term key. */
    public static Credential longTerm(String secretAccessKey, Caller caller) {
        return new Credential(secretAccessKey, caller, Optional.empty(), State.ACTIVE);
    }

    /** Keeps the secret out of every log. */
    @Override
    public String toString() {
        return "Credential[" + caller.principal() + ", " + state + "]";
    }
}
