package dev.nephele.policy;

import dev.nephele.kernel.Session;
import dev.nephele.policy.request.Action;
import java.util.Optional;

/**
 * What a kind of temporary credentials may never call, whatever policies say. Actions that are no calls of their own
 * (passing a role, tagging a session) stay open.
 *
 * <p>Source: STS API Reference, {@code GetSessionToken} and {@code GetFederationToken}.
 */
public enum SessionLimit {
    NONE,
    /** From {@code GetSessionToken} without a device: no IAM; of STS AssumeRole and GetCallerIdentity only. */
    SESSION_TOKEN,
    /** From {@code GetSessionToken} with a device: of STS AssumeRole and GetCallerIdentity only. */
    SESSION_TOKEN_WITH_DEVICE,
    /** From {@code GetFederationToken}: no IAM; of STS GetCallerIdentity only. */
    FEDERATION_TOKEN;

    /** The limit of a session; long-term keys have none. */
    public static SessionLimit of(Optional<Session> session) {
        if (session.isEmpty()) {
            return NONE;
        }
        return switch (session.get().kind()) {
            case SESSION_TOKEN ->
                session.get().multiFactor().map(Session.MultiFactor::present).orElse(false)
                        ? SESSION_TOKEN_WITH_DEVICE
                        : SESSION_TOKEN;
            case FEDERATION_TOKEN -> FEDERATION_TOKEN;
            case ASSUME_ROLE, ASSUME_ROLE_WITH_SAML, ASSUME_ROLE_WITH_WEB_IDENTITY, ASSUME_ROOT, SIGN_IN -> NONE;
        };
    }

    /** Whether such credentials may never call this. */
    boolean forbids(Action action) {
        if (this == NONE) {
            return false;
        }
        if (action.service().equals("iam")) {
            return this != SESSION_TOKEN_WITH_DEVICE && !action.lower().equals("iam:passrole");
        }
        if (action.service().equals("sts")) {
            return switch (action.lower()) {
                case "sts:getcalleridentity" -> false;
                case "sts:assumerole", "sts:tagsession", "sts:setsourceidentity" -> this == FEDERATION_TOKEN;
                default -> true;
            };
        }
        return false;
    }
}
