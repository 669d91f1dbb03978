package dev.nephele.policy;

import dev.nephele.policy.request.AuthorizationRequest;
import java.util.Optional;

/**
 * Words a refusal as AWS does: <code>User: {arn} is not authorized to perform: {action} on resource: {arn} {why}</code>.
 *
 * <p>Since 2026 the ARN of a managed policy that explicitly denies follows after a colon, in the same account or
 * organization. Prefixes and codes of single services are the gateway's business.
 *
 * <p>Sources: IAM User Guide, "Troubleshoot access denied error messages"; AWS Security Blog, "Enhanced access denied
 * error messages with policy ARNs"; Amazon S3 User Guide, "Troubleshoot access denied (403 Forbidden) errors".
 */
public final class DenialMessage {
    /**
     * How a service words it.
     *
     * @param policyArns whether the ARN of a denying policy is shown; not to callers of another organization
     * @param quotes whether the resource stands in double quotes, and is left out when an SCP denies, as S3 does
     */
    public record Style(boolean policyArns, boolean quotes) {
        /** Most services, to callers of the same account or organization. */
        public static final Style PLAIN = new Style(true, false);

        /** Amazon S3, to callers of the same account or organization. */
        public static final Style S3 = new Style(true, true);

        /** The same without ARNs of policies. */
        public Style withoutPolicyArns() {
            return new Style(false, quotes);
        }
    }

    private DenialMessage() {}

    /** The whole message, with the action as the request has it. */
    public static String of(AuthorizationRequest request, Decision decision, Style style) {
        return of(request, request.action().text(), decision, style);
    }

    /**
     * The whole message.
     *
     * @param action as the service spells it, such as {@code SNS:Publish}
     */
    public static String of(AuthorizationRequest request, String action, Decision decision, Style style) {
        StringBuilder text = new StringBuilder("User: ")
                .append(request.subject().shown())
                .append(" is not authorized to perform: ")
                .append(action);
        if (showsResource(request, decision, style)) {
            String quote = style.quotes() ? "\"" : "";
            text.append(" on resource: ")
                    .append(quote)
                    .append(request.resource())
                    .append(quote);
        }
        why(action, decision, style.policyArns())
                .filter(w -> !silent(request, decision))
                .ifPresent(w -> text.append(' ').append(w));
        return text.toString();
    }

    private static boolean showsResource(AuthorizationRequest request, Decision decision, Style style) {
        return switch (request.action().lower()) {
            case "sts:decodeauthorizationmessage", "s3:listallmybuckets" -> false;
            default -> !(style.quotes() && decision.reason() == Reason.SERVICE_CONTROL);
        };
    }

    /** STS does not say why nothing allows a role to be assumed. */
    private static boolean silent(AuthorizationRequest request, Decision decision) {
        return decision.verdict() == Decision.Verdict.IMPLICITLY_DENIED
                && request.action().lower().startsWith("sts:assumerole");
    }

    /**
     * The reason phrase, such as {@code because no identity-based policy allows the s3:GetObject action}; empty where
     * AWS has none.
     */
    public static Optional<String> why(String action, Decision decision, boolean policyArns) {
        return switch (decision.verdict()) {
            case ALLOWED -> Optional.empty();
            case IMPLICITLY_DENIED ->
                noun(decision.reason()).map(noun -> "because no " + noun + " allows the " + action + " action");
            case EXPLICITLY_DENIED ->
                noun(decision.reason())
                        .map(noun -> "with an explicit deny in " + article(decision.reason()) + ' ' + noun
                                + (policyArns ? suffix(decision) : ""));
        };
    }

    private static Optional<String> noun(Reason reason) {
        return switch (reason) {
            case IDENTITY -> Optional.of("identity-based policy");
            case BOUNDARY -> Optional.of("permissions boundary");
            case SESSION -> Optional.of("session policy");
            case SERVICE_CONTROL -> Optional.of("service control policy");
            case RESOURCE_CONTROL -> Optional.of("resource control policy");
            case RESOURCE -> Optional.of("resource-based policy");
            case ENDPOINT -> Optional.of("VPC endpoint policy");
            case TRUST -> Optional.of("role trust policy");
            case ALWAYS_ALLOWED, SESSION_LIMIT, ROOT, GRANT -> Optional.empty();
        };
    }

    private static String article(Reason reason) {
        return switch (reason) {
            case IDENTITY -> "an";
            case TRUST -> "the";
            default -> "a";
        };
    }

    private static String suffix(Decision decision) {
        return decision.policy()
                .flatMap(BoundPolicy::arn)
                .map(arn -> ": " + arn)
                .orElse("");
    }
}
