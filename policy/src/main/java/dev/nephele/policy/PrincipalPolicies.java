package dev.nephele.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What binds a caller, whatever it acts on. It is the same for all calls of a credential until something changes, so
 * that it can be kept compiled.
 */
public final class PrincipalPolicies {
    /** A caller without policies of its own: anonymous callers, services, root users of standalone accounts. */
    public static final PrincipalPolicies NONE = new Builder().build();

    private final List<BoundPolicy> identity;
    private final @Nullable BoundPolicy boundary;
    private final @Nullable List<BoundPolicy> session;
    private final @Nullable List<Level> serviceControl;
    private final SessionLimit limit;
    private final boolean serviceLinked;

    private PrincipalPolicies(Builder builder) {
        this.identity = List.copyOf(builder.identity);
        this.boundary = builder.boundary;
        this.session = builder.session;
        this.serviceControl = builder.serviceControl;
        this.limit = builder.limit;
        this.serviceLinked = builder.serviceLinked;
    }

    /** Starts with no policies, no limits and no guardrails. */
    public static Builder builder() {
        return new Builder();
    }

    /** Inline and managed policies of the user or role, and of the user's groups. */
    List<BoundPolicy> identity() {
        return identity;
    }

    /** The permissions boundary, or null. */
    @Nullable
    BoundPolicy boundary() {
        return boundary;
    }

    /** The session policies; null if none were passed. */
    @Nullable
    List<BoundPolicy> session() {
        return session;
    }

    /** The SCPs by level, root first; null where they do not apply. */
    @Nullable
    List<Level> serviceControl() {
        return serviceControl;
    }

    SessionLimit limit() {
        return limit;
    }

    boolean serviceLinked() {
        return serviceLinked;
    }

    /** Collects what binds a caller. */
    public static final class Builder {
        private List<BoundPolicy> identity = List.of();
        private @Nullable BoundPolicy boundary;
        private @Nullable List<BoundPolicy> session;
        private @Nullable List<Level> serviceControl;
        private SessionLimit limit = SessionLimit.NONE;
        private boolean serviceLinked;

        private Builder() {}

        /** Sets the identity policies. For a federated user they are those of the parent. */
        public Builder identity(List<BoundPolicy> policies) {
            identity = policies;
            return this;
        }

        /** Sets the permissions boundary, if there is one. */
        public Builder boundary(Optional<BoundPolicy> policy) {
            boundary = policy.orElse(null);
            return this;
        }

        /** Sets the session policies; an empty list is a session policy that allows nothing. */
        public Builder session(List<BoundPolicy> policies) {
            session = List.copyOf(policies);
            return this;
        }

        /**
         * Sets the SCPs, root first. Leave out for accounts of no organization, for the management account, and where
         * the policy type is not enabled.
         */
        public Builder serviceControl(List<Level> levels) {
            serviceControl = List.copyOf(levels);
            return this;
        }

        /** Sets what this kind of temporary credentials may never call. */
        public Builder limit(SessionLimit sessionLimit) {
            limit = sessionLimit;
            return this;
        }

        /** Marks a session of a service-linked role, which no guardrail restricts. */
        public Builder serviceLinked(boolean linked) {
            serviceLinked = linked;
            return this;
        }

        public PrincipalPolicies build() {
            return new PrincipalPolicies(this);
        }
    }
}
