package dev.nephele.policy.grammar;

import dev.nephele.policy.grammar.Elements.Part;
import dev.nephele.policy.language.Operators;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What IAM refuses in managed, inline and session policies, in this order: syntax, principals, version, what the old
 * parser cannot read (effect, dates, short ARNs), statement ids, missing actions, the first resource of wrong form,
 * actions of wrong form, missing resources.
 */
public final class IdentityGrammar {
    static final String CODE = "MalformedPolicyDocument";
    static final String SYNTAX = "Syntax errors in policy.";
    private static final String LEGACY = "The policy failed legacy parsing";

    private IdentityGrammar() {}

    /** Why a managed policy is refused. */
    public static Optional<Violation> managed(String document) {
        return refused(document, true).map(message -> new Violation(CODE, message));
    }

    /** Why an inline or session policy is refused. It may be of either version, or of none. */
    public static Optional<Violation> inline(String document) {
        return refused(document, false).map(message -> new Violation(CODE, message));
    }

    private static Optional<String> refused(String document, boolean managed) {
        Optional<Elements> elements = Elements.of(document);
        if (elements.isEmpty() || elements.get().hasId()) {
            return Optional.of(SYNTAX);
        }
        List<Part> statements = elements.get().statements();
        if (statements.stream().anyMatch(s -> s.has("Principal") || s.has("NotPrincipal"))) {
            return Optional.of("Policy document should not specify a principal.");
        }
        if (managed && !elements.get().version().equals(Optional.of(Elements.MODERN))) {
            return Optional.of("Policy document must be version 2012-10-17 or greater.");
        }
        return content(statements, true);
    }

    /** What is refused in statements whose syntax is right. */
    static Optional<String> content(List<Part> statements, boolean resources) {
        if (!statements.stream().allMatch(IdentityGrammar::parses)) {
            return Optional.of(LEGACY);
        }
        Set<String> sids = new HashSet<>();
        for (Part statement : statements) {
            String sid = statement.text("Sid").orElse("");
            if (!sid.chars().allMatch(c -> Actions.isLetterOrDigit((char) c))) {
                return Optional.of("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the"
                        + " regular expression [0-9A-Za-z]*");
            }
            if (!sid.isEmpty() && !sids.add(sid)) {
                return Optional.of("Statement IDs (SID) in a single policy must be unique.");
            }
        }
        if (statements.stream().anyMatch(s -> s.list("Action").isEmpty())) {
            return Optional.of("Policy statement must contain actions.");
        }
        Optional<String> wrong = statements.stream()
                .flatMap(s -> s.list("Resource").stream())
                .flatMap(r -> Resources.refused(r).stream())
                .findFirst();
        if (wrong.isEmpty()) {
            wrong = statements.stream()
                    .flatMap(s -> s.list("Action").stream())
                    .flatMap(a -> Actions.refused(a).stream())
                    .findFirst();
        }
        if (wrong.isEmpty()
                && resources
                && statements.stream().anyMatch(s -> s.list("Resource").isEmpty())) {
            wrong = Optional.of("Policy statement must contain resources.");
        }
        return wrong;
    }

    private static boolean parses(Part statement) {
        String effect = statement.text("Effect").orElse("");
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            return false;
        }
        for (Map.Entry<String, List<String>> condition : statement.conditions()) {
            for (String value : condition.getValue()) {
                if (!Operators.dateMakesSense(condition.getKey(), value)) {
                    return false;
                }
            }
        }
        return statement.list("Resource").stream().allMatch(Resources::parses)
                && statement.list("Action").stream().allMatch(Actions::isName);
    }
}
