package dev.nephele.access;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import java.util.List;
import java.util.Optional;

/** Knows the organization an account belongs to and the policies that guard it. Organizations implements it. */
public interface Guardrails {

    /** The organization of an account; empty for a standalone account. */
    Optional<Membership> of(View view, AccountId account);

    /** Changes whenever an answer of {@link #of} may have changed. */
    long version(View view);

    /**
     * An account's place in its organization.
     *
     * @param organizationId {@code o-…}
     * @param path {@code o-…/r-…/ou-…/}, as {@code aws:PrincipalOrgPaths} has it
     * @param management whether it is the management account, which nothing restricts
     * @param serviceControl the SCPs by level, root first; empty where the policy type is not enabled
     * @param resourceControl the RCPs by level, root first; empty where the policy type is not enabled
     */
    record Membership(
            String organizationId,
            String path,
            boolean management,
            Optional<List<Level>> serviceControl,
            Optional<List<Level>> resourceControl) {}

    /**
     * What is attached at one level.
     *
     * @param target the id of the root, organizational unit or account
     */
    record Level(String target, List<PolicyText> policies) {}

    /** A cloud without organizations. */
    Guardrails NONE = new Guardrails() {
        @Override
        public Optional<Membership> of(View view, AccountId account) {
            return Optional.empty();
        }

        @Override
        public long version(View view) {
            return 0;
        }
    };
}
