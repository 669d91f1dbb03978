package dev.nephele.services.iam;

import dev.nephele.services.iam.identity.Settings.Quota;
import java.nio.charset.StandardCharsets;

/** Policy documents: whether IAM takes them, how it counts them, how it sends them. */
final class Documents {
    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private Documents() {}

    /** The number of characters, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
    static int size(String document) {
        int size = 0;
        for (int i = 0; i < document.length(); i++) {
            if (!Character.isWhitespace(document.charAt(i))) {
                size++;
            }
        }
        return size;
    }

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
        limits.require(Quota.POLICY_SIZE, size(document));
    }

    /**
     * Takes the document of an inline policy, whose size counts together with the others of its owner.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPolicyDocument}
     */
    static void requireInline(String document) {}

    /**
     * Takes a trust policy.
     *
     * @throws dev.nephele.model.ServiceException {@code MalformedPolicyDocument}, {@code LimitExceeded}
     */
    static void requireTrust(String document, Limits limits) {
        limits.require(Quota.TRUST_POLICY_SIZE, size(document));
    }
}
