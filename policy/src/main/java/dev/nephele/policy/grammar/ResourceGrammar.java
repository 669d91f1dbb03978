package dev.nephele.policy.grammar;

import dev.nephele.policy.grammar.Elements.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What services other than Amazon S3 refuse in the policy of a resource. */
public final class ResourceGrammar {
    private static final int LONGEST_QUEUE_POLICY = 8_192;
    private static final int MOST_QUEUE_STATEMENTS = 20;
    private static final int MOST_QUEUE_PRINCIPALS = 50;
    private static final int MOST_QUEUE_CONDITIONS = 10;
    private static final int MOST_QUEUE_ACTIONS = 7;
    private static final int LONGEST_KEY_POLICY = 32_768;
    private static final Violation QUEUE =
            new Violation("InvalidAttributeValue", "Invalid value for the parameter Policy.");
    private static final String KEY = "MalformedPolicyDocumentException";

    private ResourceGrammar() {}

    /** Why Amazon SQS refuses the policy of a queue (quotas: SQS Developer Guide, "Amazon SQS policy quotas"). */
    public static Optional<Violation> queue(String document, Principals known) {
        if (document.getBytes(StandardCharsets.UTF_8).length > LONGEST_QUEUE_POLICY) {
            return Optional.of(new Violation("OverLimit", "Submitted policy is over max allowed size."));
        }
        Optional<Elements> elements = Elements.of(document);
        if (elements.isEmpty() || !principalsRight(elements.get(), known)) {
            return Optional.of(QUEUE);
        }
        List<Part> statements = elements.get().statements();
        long principals = statements.stream()
                .flatMap(s -> s.principals().values().stream())
                .mapToLong(List::size)
                .sum();
        boolean right = statements.size() <= MOST_QUEUE_STATEMENTS
                && principals <= MOST_QUEUE_PRINCIPALS
                && statements.stream().mapToInt(s -> s.conditions().size()).sum() <= MOST_QUEUE_CONDITIONS
                && statements.stream().allMatch(s -> s.list("Action").size() <= MOST_QUEUE_ACTIONS)
                && statements.stream().allMatch(s -> effectRight(s) && actionsOf(s, "sqs", true));
        return right ? Optional.empty() : Optional.of(QUEUE);
    }

    /** Why Amazon SNS refuses the policy of a topic. */
    public static Optional<Violation> topic(String document, Principals known) {
        Optional<Elements> elements = Elements.of(document);
        String code = "InvalidParameter";
        if (elements.isEmpty() || !elements.get().statements().stream().allMatch(ResourceGrammar::effectRight)) {
            return Optional.of(new Violation(code, "Invalid parameter: Policy Error: null"));
        }
        if (!principalsRight(elements.get(), known)) {
            return Optional.of(new Violation(code, "Invalid parameter: Policy Error: PrincipalNotFound"));
        }
        boolean inScope = elements.get().statements().stream().allMatch(s -> actionsOf(s, "sns", false));
        return inScope
                ? Optional.empty()
                : Optional.of(new Violation(code, "Invalid parameter: Policy statement action out of service scope!"));
    }

    /**
     * Why AWS KMS refuses the policy of a key. A statement without actions or resources is accepted and does nothing.
     * Whether the policy locks its author out is for the evaluator to say.
     */
    public static Optional<Violation> key(String document, Principals known) {
        if (document.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_POLICY) {
            return Optional.of(new Violation("LimitExceededException", "Policy exceeds the maximum allowed size."));
        }
        Optional<Elements> elements = Elements.of(document);
        if (elements.isEmpty() || !elements.get().statements().stream().allMatch(ResourceGrammar::effectRight)) {
            return Optional.of(new Violation(KEY, IdentityGrammar.SYNTAX));
        }
        return principalsRight(elements.get(), known)
                ? Optional.empty()
                : Optional.of(new Violation(KEY, "Policy contains a statement with one or more invalid principals."));
    }

    /** Why AWS Secrets Manager refuses the policy of a secret. */
    public static Optional<Violation> secret(String document, Principals known) {
        Optional<Elements> elements = Elements.of(document);
        boolean right = elements.isPresent()
                && elements.get().statements().stream()
                        .allMatch(s -> effectRight(s)
                                && actionsOf(s, "secretsmanager", true)
                                && !s.list("Resource").isEmpty());
        if (!right) {
            return Optional.of(new Violation(KEY, "This policy has invalid syntax."));
        }
        return principalsRight(elements.get(), known)
                ? Optional.empty()
                : Optional.of(new Violation(KEY, "This resource policy contains an unsupported principal."));
    }

    private static boolean effectRight(Part statement) {
        String effect = statement.text("Effect").orElse("");
        return effect.equals("Allow") || effect.equals("Deny");
    }

    private static boolean principalsRight(Elements elements, Principals known) {
        return elements.statements().stream()
                .allMatch(s -> !s.principals().values().stream().allMatch(List::isEmpty)
                        && PrincipalForm.firstWrong(s.principals(), known).isEmpty());
    }

    private static boolean actionsOf(Part statement, String service, boolean all) {
        List<String> actions = statement.list("Action");
        return !actions.isEmpty()
                && actions.stream()
                        .allMatch(a -> all && a.equals("*")
                                || a.toLowerCase(Locale.ROOT).startsWith(service + ':') && Actions.isName(a));
    }
}
