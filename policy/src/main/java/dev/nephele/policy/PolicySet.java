package dev.nephele.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that binds one request. Which of it applies to whom is the evaluator's knowledge. */
public final class PolicySet {
    private final PrincipalPolicies principal;
    private final ResourcePolicies resource;
    private final @Nullable BoundPolicy endpoint;

    private PolicySet(PrincipalPolicies principal, ResourcePolicies resource, @Nullable BoundPolicy endpoint) {
        this.principal = principal;
        this.resource = resource;
        this.endpoint = endpoint;
    }

    /** What binds the caller and what guards the resource. */
    public static PolicySet of(PrincipalPolicies principal, ResourcePolicies resource) {
        return new PolicySet(principal, resource, null);
    }

    /** The same for a request that arrived through a VPC endpoint with this policy. */
    public PolicySet through(Optional<BoundPolicy> endpointPolicy) {
        return new PolicySet(principal, resource, endpointPolicy.orElse(null));
    }

    /** What binds the caller. */
    public PrincipalPolicies principal() {
        return principal;
    }

    /** What guards the resource. */
    public ResourcePolicies resource() {
        return resource;
    }

    @Nullable
    BoundPolicy endpoint() {
        return endpoint;
    }
}
