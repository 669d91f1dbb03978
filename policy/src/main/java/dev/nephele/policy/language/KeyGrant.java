package dev.nephele.policy.language;

import dev.nephele.kernel.ResourcePolicy.Grant;
import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.policy.request.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A KMS grant, ready to be held against a request. It only ever allows. Its constraints count for the operations that
 * take an encryption context and no others.
 *
 * <p>Source: AWS KMS Developer Guide, "Grants in AWS KMS" and "Grant constraints".
 */
public final class KeyGrant {
    private static final String CONTEXT_KEY = "kms:EncryptionContext:";
    private static final Set<String> TAKE_CONTEXT = Set.of(
            "kms:encrypt",
            "kms:decrypt",
            "kms:generatedatakey",
            "kms:generatedatakeywithoutplaintext",
            "kms:generatedatakeypair",
            "kms:generatedatakeypairwithoutplaintext",
            "kms:reencryptfrom",
            "kms:reencryptto");

    private final Grant grant;
    private final Set<String> actions = new HashSet<>();
    private final PrincipalSet grantee;

    private KeyGrant(Grant grant) {
        this.grant = grant;
        for (String operation : grant.operations()) {
            actions.add("kms:" + operation.toLowerCase(Locale.ROOT));
        }
        boolean service = !grant.grantee().startsWith("arn:") && grant.grantee().indexOf('.') > 0;
        List<String> named = grant.grantee().equals("*") ? List.of() : List.of(grant.grantee());
        this.grantee = new PrincipalSet(Map.of(service ? "Service" : "AWS", named), false);
    }

    /** Compiles a grant. */
    public static KeyGrant of(Grant grant) {
        return new KeyGrant(grant);
    }

    /** The id, for traces. */
    public String id() {
        return grant.grantId();
    }

    /** How directly the grant means the caller for this action; NONE if it does not allow the request. */
    public Strength match(AuthorizationRequest request) {
        Action action = request.action();
        if (!actions.contains(action.lower())) {
            return Strength.NONE;
        }
        Strength strength = grantee.match(request.subject(), false, false);
        return strength != Strength.NONE && constraintsHold(action, request.context()) ? strength : Strength.NONE;
    }

    private boolean constraintsHold(Action action, Context context) {
        if (grant.encryptionContextEquals().isEmpty()
                        && grant.encryptionContextSubset().isEmpty()
                || !TAKE_CONTEXT.contains(action.lower())) {
            return true;
        }
        Map<String, String> pairs = new java.util.HashMap<>();
        context.all().forEach((key, values) -> {
            if (key.regionMatches(true, 0, CONTEXT_KEY, 0, CONTEXT_KEY.length()) && values.size() == 1) {
                pairs.put(key.substring(CONTEXT_KEY.length()), values.getFirst());
            }
        });
        return grant.encryptionContextEquals().map(pairs::equals).orElse(true)
                && grant.encryptionContextSubset()
                        .map(wanted -> pairs.entrySet().containsAll(wanted.entrySet()))
                        .orElse(true);
    }
}
