package dev.nephele.kernel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What temporary credentials carry beside their principal.
 *
 * @param kind which STS operation made them
 * @param issued when, on the virtual clock
 * @param expires until when, on the virtual clock
 * @param multiFactor empty where AWS leaves {@code aws:MultiFactorAuthPresent} out; otherwise whether a device was used
 * @param tags session tags and source identity
 * @param policies session policies: they can only take away
 * @param claims further request-context keys the session carries, such as {@code saml:sub} or
 *     {@code sts:RoleAuthorizedByIdp}, by key
 */
public record Session(
        Kind kind,
        Instant issued,
        Instant expires,
        Optional<MultiFactor> multiFactor,
        Tags tags,
        Policies policies,
        Map<String, List<String>> claims) {

    /** The operation that made a session; some of AWS's limits depend on it. */
    public enum Kind {
        ASSUME_ROLE,
        ASSUME_ROLE_WITH_SAML,
        ASSUME_ROLE_WITH_WEB_IDENTITY,
        SESSION_TOKEN,
        FEDERATION_TOKEN,
        ASSUME_ROOT,
        SIGN_IN
    }

    /**
     * Whether a device was used, and when.
     *
     * @param at when the code was checked, on the virtual clock; empty if none was
     */
    public record MultiFactor(boolean present, Optional<Instant> at) {}

    /**
     * The tags of a session.
     *
     * @param tags session tags by key
     * @param transitive the keys that go on when roles are chained
     * @param sourceIdentity sticky through chaining
     */
    public record Tags(Map<String, String> tags, Set<String> transitive, Optional<String> sourceIdentity) {
        public static final Tags NONE = new Tags(Map.of(), Set.of(), Optional.empty());

        public Tags {
            tags = Map.copyOf(tags);
            transitive = Set.copyOf(transitive);
        }
    }

    /**
     * The policies passed when the session was made.
     *
     * @param document the inline session policy
     * @param arns managed policies used as session policies
     */
    public record Policies(Optional<String> document, List<String> arns) {
        public static final Policies NONE = new Policies(Optional.empty(), List.of());

        public Policies {
            arns = List.copyOf(arns);
        }

        /** Whether the session is limited by any session policy. */
        public boolean present() {
            return document.isPresent() || !arns.isEmpty();
        }
    }

    public Session {
        claims = Map.copyOf(claims);
    }
}
