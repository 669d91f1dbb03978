package dev.nephele.policy.grammar;

/** Knows whether the users, roles and accounts that a policy names exist. */
public interface Principals {
    /** Takes every well-formed principal for existing. */
    Principals ALL = entry -> true;

    /**
     * Whether a well-formed entry of {@code "AWS"} names somebody who exists.
     *
     * @param entry an account id, the ARN of a root user, user, role or session, or a unique id
     */
    boolean exists(String entry);
}
