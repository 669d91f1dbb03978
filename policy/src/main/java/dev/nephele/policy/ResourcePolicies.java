package dev.nephele.policy;

import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.policy.language.KeyGrant;
import dev.nephele.policy.language.Policies;
import dev.nephele.policy.language.Policy;
import dev.nephele.policy.language.PolicyType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What binds whoever acts on a resource: its own policy, its grants, and the RCPs of its account. */
public final class ResourcePolicies {
    /** A resource without a policy whose account no RCP restricts. */
    public static final ResourcePolicies NONE =
            new ResourcePolicies(ResourcePolicy.Kind.ORDINARY, null, List.of(), null);

    private final ResourcePolicy.Kind kind;
    private final @Nullable BoundPolicy policy;
    private final List<KeyGrant> grants;
    private final @Nullable List<Level> resourceControl;

    private ResourcePolicies(
            ResourcePolicy.Kind kind,
            @Nullable BoundPolicy policy,
            List<KeyGrant> grants,
            @Nullable List<Level> resourceControl) {
        this.kind = kind;
        this.policy = policy;
        this.grants = grants;
        this.resourceControl = resourceControl;
    }

    /** The policies of a resource that a requirement names. */
    public static ResourcePolicies of(Optional<ResourcePolicy> resource, Policies policies) {
        if (resource.isEmpty()) {
            return NONE;
        }
        return of(
                resource.get().kind(),
                resource.get().document().map(policies::compile),
                resource.get().grants().stream().map(KeyGrant::of).toList());
    }

    /**
     * The policies of a resource.
     *
     * @param kind how the resource trusts its own account; a key or role without a policy allows nobody
     */
    public static ResourcePolicies of(ResourcePolicy.Kind kind, Optional<Policy> document, List<KeyGrant> grants) {
        PolicyType type = switch (kind) {
            case ORDINARY -> PolicyType.RESOURCE;
            case KEY -> PolicyType.KEY;
            case TRUST -> PolicyType.TRUST;
        };
        BoundPolicy policy = document.map(d -> BoundPolicy.of(type, d, type.label(), Optional.empty()))
                .orElse(null);
        return new ResourcePolicies(kind, policy, List.copyOf(grants), null);
    }

    /**
     * The same, restricted by RCPs, root first. Leave out for resources of accounts of no organization or of the
     * management account, where the policy type is not enabled, and for AWS managed KMS keys. Services that RCPs do
     * not reach are left out by the evaluator.
     */
    public ResourcePolicies withResourceControl(List<Level> levels) {
        return new ResourcePolicies(kind, policy, grants, List.copyOf(levels));
    }

    ResourcePolicy.Kind kind() {
        return kind;
    }

    @Nullable
    BoundPolicy policy() {
        return policy;
    }

    List<KeyGrant> grants() {
        return grants;
    }

    @Nullable
    List<Level> resourceControl() {
        return resourceControl;
    }
}
