package dev.nephele.policy.request;

/**
 * One (action, resource) pair that somebody asks to be allowed.
 *
 * @param subject who asks
 * @param resourceAccount the account that owns the resource, which its ARN may not say
 * @param context the condition keys of the call and of this pair
 */
public record AuthorizationRequest(
        Subject subject, Action action, ResourceName resource, String resourceAccount, Context context) {

    /** Whether the caller belongs to the account that owns the resource. */
    public boolean sameAccount() {
        return subject.account().equals(resourceAccount);
    }
}
