package dev.nephele.policy.request;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller as policies name it. It is made once for a credential; matching compares the names that it holds ready.
 *
 * <p>Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
public final class Subject {
    /** What sort of caller it is. */
    public enum Kind {
        ROOT,
        USER,
        ROLE_SESSION,
        FEDERATED_USER,
        SERVICE,
        /** Somebody with a token of an identity provider, at {@code AssumeRoleWithSAML} and {@code …WithWebIdentity}. */
        FEDERATED,
        ANONYMOUS
    }

    private final Kind kind;
    private final String shown;
    private final String account;
    /** {@code account:local part} of the caller's own ARN; for services and providers the name. */
    private final String self;
    /** {@code account:role name in lower case}, or of the federated user's parent {@code account:user/…}. */
    private final @Nullable String origin;
    /** The unique id of the user or role. */
    private final @Nullable String uniqueId;
    /** The canonical user id of the account, if known. */
    private final @Nullable String canonicalId;

    private Subject(
            Kind kind,
            String shown,
            String account,
            String self,
            @Nullable String origin,
            @Nullable String uniqueId,
            @Nullable String canonicalId) {
        this.kind = kind;
        this.shown = shown;
        this.account = account;
        this.self = self;
        this.origin = origin;
        this.uniqueId = uniqueId;
        this.canonicalId = canonicalId;
    }

    /** The caller that an authenticated principal is. */
    public static Subject of(Principal principal) {
        String shown = principal.arn().map(Object::toString).orElse("anonymous");
        return switch (principal) {
            case Principal.Root root -> own(Kind.ROOT, shown, root.id().value(), "root", null, null);
            case Principal.User user ->
                own(Kind.USER, shown, user.id().value(), "user" + user.path() + user.name(), null, user.userId());
            case Principal.RoleSession session ->
                own(
                        Kind.ROLE_SESSION,
                        shown,
                        session.id().value(),
                        "assumed-role/" + session.roleName() + '/' + session.sessionName(),
                        session.id().value() + ':' + Fold.lower(session.roleName()),
                        session.roleId());
            case Principal.FederatedUser user ->
                own(
                        Kind.FEDERATED_USER,
                        shown,
                        user.id().value(),
                        "federated-user/" + user.name(),
                        user.parent() instanceof Principal.User parent
                                ? parent.id().value() + ":user" + parent.path() + parent.name()
                                : null,
                        user.parent() instanceof Principal.User parent ? parent.userId() : null);
            case Principal.Service service -> service(service.name());
            case Principal.Anonymous anonymous -> new Subject(Kind.ANONYMOUS, shown, "", "", null, null, null);
        };
    }

    /** An AWS service that calls as itself. */
    public static Subject service(String name) {
        return new Subject(Kind.SERVICE, name, "", name, null, null, null);
    }

    /**
     * Somebody whom an identity provider vouches for.
     *
     * @param provider the ARN of the SAML or OIDC provider, or a name such as {@code cognito-identity.amazonaws.com}
     */
    public static Subject federated(String provider) {
        return new Subject(Kind.FEDERATED, provider, "", provider, null, null, null);
    }

    /**
     * The caller that an ARN stands for: root, user, role (some session of it), assumed-role or federated-user; empty
     * for any other text.
     */
    public static Optional<Subject> parse(String arn) {
        int[] colons = ResourceName.colons(arn);
        if (colons == null) {
            return Optional.empty();
        }
        String service = arn.substring(colons[1] + 1, colons[2]);
        String account = arn.substring(colons[3] + 1, colons[4]);
        String local = arn.substring(colons[4] + 1);
        if (!AccountId.isValid(account) || colons[3] != colons[2] + 1 || local.endsWith("/")) {
            return Optional.empty();
        }
        if (service.equals("iam")) {
            if (local.equals("root")) {
                return Optional.of(own(Kind.ROOT, arn, account, local, null, null));
            }
            if (local.startsWith("user/")) {
                return Optional.of(own(Kind.USER, arn, account, local, null, null));
            }
            if (local.startsWith("role/")) {
                String name = local.substring(local.lastIndexOf('/') + 1);
                return Optional.of(own(Kind.ROLE_SESSION, arn, account, local, account + ':' + Fold.lower(name), null));
            }
        }
        if (service.equals("sts")) {
            int slash = local.indexOf('/', "assumed-role/".length());
            if (local.startsWith("assumed-role/") && slash > 0) {
                String name = local.substring("assumed-role/".length(), slash);
                return Optional.of(own(Kind.ROLE_SESSION, arn, account, local, account + ':' + Fold.lower(name), null));
            }
            if (local.startsWith("federated-user/")) {
                return Optional.of(own(Kind.FEDERATED_USER, arn, account, local, null, null));
            }
        }
        return Optional.empty();
    }

    private static Subject own(
            Kind kind, String shown, String account, String local, @Nullable String origin, @Nullable String uniqueId) {
        return new Subject(kind, shown, account, account + ':' + local, origin, uniqueId, null);
    }

    /** The same caller, whose account S3 also knows by this canonical user id. */
    public Subject withCanonicalId(String canonical) {
        return new Subject(kind, shown, account, self, origin, uniqueId, canonical);
    }

    /** What sort of caller it is. */
    public Kind kind() {
        return kind;
    }

    /** The account it belongs to; empty text for anonymous callers, services and identity providers' users. */
    public String account() {
        return account;
    }

    /** {@code account:local part} of the caller's own ARN; for services and providers the name. */
    public String self() {
        return self;
    }

    /**
     * {@code account:role name} in lower case for a role's session, {@code account:user/…} of the parent for a
     * federated user; null where there is none or it is not known.
     */
    public @Nullable String origin() {
        return origin;
    }

    /** The unique id of the user or role; null where there is none or it is not known. */
    public @Nullable String uniqueId() {
        return uniqueId;
    }

    /** The canonical user id of the account; null where it is not known. */
    public @Nullable String canonicalId() {
        return canonicalId;
    }

    /** How messages name it: its ARN, a service's or provider's name, or {@code anonymous}. */
    public String shown() {
        return shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
