package dev.nephele.policy.language;

/**
 * How directly a statement names the caller. The order counts: a stronger match grants where a weaker one does.
 *
 * <p>Source: IAM User Guide, "Resource-based policies and implicit denies in other policy types (same account)".
 */
public enum Strength {
    /** The statement does not match. */
    NONE,
    /** It names the account, which only lets the account's own policies decide. */
    ACCOUNT,
    /** It names the role or user behind the session, which leaves boundary and session policy in force. */
    ORIGIN,
    /** It names the caller itself or everybody, or the type of policy names nobody. */
    DIRECT
}
