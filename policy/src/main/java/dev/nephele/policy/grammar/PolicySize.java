package dev.nephele.policy.grammar;

import java.util.Optional;

/**
 * How long policies of IAM may be. White space does not count.
 *
 * <p>Source: IAM User Guide, "IAM and AWS STS quotas".
 */
public final class PolicySize {
    /** The longest managed policy. */
    public static final int MANAGED = 6_144;
    /** All inline policies of one user. */
    public static final int USER = 2_048;
    /** All inline policies of one group. */
    public static final int GROUP = 5_120;
    /** All inline policies of one role. */
    public static final int ROLE = 10_240;
    /** The trust policy of a role, unless the quota is raised. */
    public static final int TRUST = 2_048;

    private static final String CODE = "LimitExceeded";

    private PolicySize() {}

    /** The characters that count. */
    public static int of(String document) {
        int size = 0;
        for (int i = 0; i < document.length(); i++) {
            if (!Character.isWhitespace(document.charAt(i))) {
                size++;
            }
        }
        return size;
    }

    /** Refuses a managed policy that is too long. */
    public static Optional<Violation> managed(String document) {
        return of(document) <= MANAGED
                ? Optional.empty()
                : Optional.of(new Violation(CODE, "Cannot exceed quota for PolicySize: " + MANAGED));
    }

    /** Refuses a trust policy that is too long. */
    public static Optional<Violation> trust(String document) {
        return of(document) <= TRUST
                ? Optional.empty()
                : Optional.of(new Violation(CODE, "Cannot exceed quota for ACLSizePerRole: " + TRUST));
    }

    /**
     * Refuses inline policies that are too long together.
     *
     * @param size of all of them
     * @param most one of {@link #USER}, {@link #GROUP}, {@link #ROLE}
     * @param owner such as {@code user alice}
     */
    public static Optional<Violation> inline(int size, int most, String owner) {
        return size <= most
                ? Optional.empty()
                : Optional.of(new Violation(CODE, "Maximum policy size of " + most + " bytes exceeded for " + owner));
    }
}
