package dev.nephele.kernel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policy that a resource itself carries.
 *
 * @param kind how the resource trusts its own account
 * @param document the policy text as stored; the same instance for the same text where possible, since compiled
 *     policies are cached by it. Empty where only grants speak.
 * @param grants further allows; only KMS keys have them
 */
public record ResourcePolicy(Kind kind, Optional<String> document, List<Grant> grants) {

    /** How a resource's policy and the identity policies of its own account combine (IAM User Guide, evaluation). */
    public enum Kind {
        /** Identity policies of the owning account suffice: buckets, queues, topics, secrets … */
        ORDINARY,
        /** The policy itself must say yes, directly or by delegating to the account: KMS keys. */
        KEY,
        /** The policy itself must say yes and names no resource: trust policies of roles. */
        TRUST
    }

    /**
     * A KMS grant in force.
     *
     * @param grantId for the trace
     * @param grantee the ARN of the principal, or a service principal
     * @param operations names such as {@code Decrypt}
     * @param encryptionContextEquals the whole encryption context the request must have, if constrained
     * @param encryptionContextSubset pairs the request's encryption context must contain, if constrained
     */
    public record Grant(
            String grantId,
            String grantee,
            Set<String> operations,
            Optional<Map<String, String>> encryptionContextEquals,
            Optional<Map<String, String>> encryptionContextSubset) {}

    /** An ordinary resource's policy. */
    public static ResourcePolicy ordinary(String document) {
        return new ResourcePolicy(Kind.ORDINARY, Optional.of(document), List.of());
    }

    /** The trust policy of a role. */
    public static ResourcePolicy trust(String document) {
        return new ResourcePolicy(Kind.TRUST, Optional.of(document), List.of());
    }
}
