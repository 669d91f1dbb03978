package dev.nephele.services.iam;

import dev.nephele.policy.grammar.IdentityGrammar;
import dev.nephele.policy.grammar.PolicySize;
import dev.nephele.policy.grammar.Principals;
import dev.nephele.policy.grammar.TrustGrammar;
import dev.nephele.policy.grammar.Violation;
import dev.nephele.services.iam.identity.Settings.Quota;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Policy documents: whether IAM takes them, and how it sends them. */
final class Documents {
    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private Documents() {}

    /** The document as answers carry it: percent-encoded as RFC 3986 has it, all but unreserved characters. */
    static String encode(String document) {
        StringBuilder out = new StringBuilder(document.length() * 2);
        for (byte b : document.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || UNRESERVED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }

    /**
     * Takes the document of a managed policy.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPolicyDocument}, {@code LimitExceeded}
     */
    static void requireManaged(String document, Limits limits) {
        refuse(IdentityGrammar.managed(document));
        limits.require(Quota.POLICY_SIZE, PolicySize.of(document));
    }

    /**
     * Takes the document of an inline policy, whose size counts together with the others of its owner.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPolicyDocument}
     */
    static void requireInline(String document) {
        refuse(IdentityGrammar.inline(document));
    }

    /**
     * Takes a trust policy. Whether those whom it names exist is seen when they are pinned.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPolicyDocument}, {@code LimitExceeded}
     */
    static void requireTrust(String document, Limits limits) {
        refuse(TrustGrammar.check(document, Principals.ALL));
        limits.require(Quota.TRUST_POLICY_SIZE, PolicySize.of(document));
    }

    private static void refuse(Optional<Violation> violation) {
        violation.ifPresent(found -> {
            throw Problems.malformedPolicy(found.message());
        });
    }
}
