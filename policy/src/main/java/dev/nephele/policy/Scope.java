package dev.nephele.policy;

import dev.nephele.kernel.ResourcePolicy.Kind;
import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.policy.request.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of the policies of a set apply to a request. */
final class Scope {
    private static final Set<String> RESOURCE_CONTROLLED = resourceControlled();

    /** What another account may do with a key (KMS Developer Guide, "Allowing users in other accounts"). */
    private static final Set<String> KEY_ACTIONS_ACROSS_ACCOUNTS = Set.of(
            "kms:encrypt",
            "kms:decrypt",
            "kms:reencryptfrom",
            "kms:reencryptto",
            "kms:generatedatakey",
            "kms:generatedatakeywithoutplaintext",
            "kms:generatedatakeypair",
            "kms:generatedatakeypairwithoutplaintext",
            "kms:derivesharedsecret",
            "kms:encapsulate",
            "kms:decapsulate",
            "kms:sign",
            "kms:verify",
            "kms:generatemac",
            "kms:verifymac",
            "kms:creategrant",
            "kms:describekey",
            "kms:getkeyrotationstatus",
            "kms:getpublickey",
            "kms:listgrants",
            "kms:retiregrant",
            "kms:revokegrant");

    private Scope() {}

    private static Set<String> resourceControlled() {
        try (InputStream resource = Scope.class.getResourceAsStream("rcp-services.txt")) {
            if (resource == null) {
                throw new IllegalStateException("rcp-services.txt is not in the module");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the caller is an IAM user, a session or a federated user, whom identity policies concern. */
    static boolean hasIdentity(Subject subject) {
        return switch (subject.kind()) {
            case USER, ROLE_SESSION, FEDERATED_USER -> true;
            case ROOT, SERVICE, FEDERATED, ANONYMOUS -> false;
        };
    }

    /** Whether the caller belongs to an account, whose guardrails and session policies then bind it. */
    static boolean hasAccount(Subject subject) {
        return hasIdentity(subject) || subject.kind() == Subject.Kind.ROOT;
    }

    static @Nullable List<Level> serviceControl(AuthorizationRequest request, PolicySet set) {
        return hasAccount(request.subject()) && !set.principal().serviceLinked()
                ? set.principal().serviceControl()
                : null;
    }

    static @Nullable List<Level> resourceControl(AuthorizationRequest request, PolicySet set) {
        Action action = request.action();
        return set.resource().resourceControl() != null
                        && !set.principal().serviceLinked()
                        && RESOURCE_CONTROLLED.contains(action.service())
                        && !retiresGrant(action)
                ? set.resource().resourceControl()
                : null;
    }

    static @Nullable BoundPolicy boundary(AuthorizationRequest request, PolicySet set) {
        return hasIdentity(request.subject()) ? set.principal().boundary() : null;
    }

    static @Nullable List<BoundPolicy> session(AuthorizationRequest request, PolicySet set) {
        return hasAccount(request.subject()) ? set.principal().session() : null;
    }

    static List<BoundPolicy> identity(AuthorizationRequest request, PolicySet set) {
        return hasIdentity(request.subject()) ? set.principal().identity() : List.of();
    }

    static @Nullable BoundPolicy resource(AuthorizationRequest request, PolicySet set) {
        return retiresGrant(request.action()) || unlocksBucket(request)
                ? null
                : set.resource().policy();
    }

    /** How the resource trusts its own account; key policies have no effect on retiring a grant. */
    static Kind kind(AuthorizationRequest request, PolicySet set) {
        return retiresGrant(request.action()) ? Kind.ORDINARY : set.resource().kind();
    }

    /** The limit of the session; federated users have one by nature. */
    static SessionLimit limit(AuthorizationRequest request, PolicySet set) {
        return request.subject().kind() == Subject.Kind.FEDERATED_USER
                ? SessionLimit.FEDERATION_TOKEN
                : set.principal().limit();
    }

    /** Whether every authenticated caller may do this, whatever policies say. */
    static boolean alwaysAllowed(Action action) {
        return action.service().equals("sts")
                && (action.lower().equals("sts:getcalleridentity")
                        || action.lower().equals("sts:getsessiontoken"));
    }

    /** Whether a key can be used this way from another account. */
    static boolean crossesAccounts(Kind kind, Action action) {
        return kind != Kind.KEY || KEY_ACTIONS_ACROSS_ACCOUNTS.contains(action.lower());
    }

    private static boolean retiresGrant(Action action) {
        return action.lower().equals("kms:retiregrant");
    }

    /** Whether the owner's root user handles a bucket policy, which that policy cannot prevent (S3 API Reference). */
    private static boolean unlocksBucket(AuthorizationRequest request) {
        if (request.subject().kind() != Subject.Kind.ROOT || !request.sameAccount()) {
            return false;
        }
        return switch (request.action().lower()) {
            case "s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy" -> true;
            default -> false;
        };
    }
}
