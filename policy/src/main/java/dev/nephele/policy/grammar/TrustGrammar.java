package dev.nephele.policy.grammar;

import dev.nephele.policy.grammar.Elements.Part;
import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What IAM refuses in the trust policy of a role. */
public final class TrustGrammar {
    private static final Set<String> ACTIONS = Set.of(
            "sts:assumerole",
            "sts:assumerolewithsaml",
            "sts:assumerolewithwebidentity",
            "sts:tagsession",
            "sts:setsourceidentity",
            "sts:setcontext");

    private TrustGrammar() {}

    /**
     * Why a trust policy is refused.
     *
     * @param known whether the users and roles it names exist
     */
    public static Optional<Violation> check(String document, Principals known) {
        return refused(document, known).map(message -> new Violation(IdentityGrammar.CODE, message));
    }

    private static Optional<String> refused(String document, Principals known) {
        Json json;
        try {
            json = JsonReader.read(document);
        } catch (NotJsonException e) {
            return Optional.of("This policy contains invalid Json");
        }
        Optional<Elements> elements = Elements.of(json);
        if (elements.isEmpty()) {
            return Optional.of(IdentityGrammar.SYNTAX);
        }
        List<Part> statements = elements.get().statements();
        for (Part statement : statements) {
            for (String field : List.of("Resource", "NotResource", "NotPrincipal")) {
                if (statement.has(field)) {
                    return Optional.of("Has prohibited field " + field);
                }
            }
        }
        Optional<String> content = IdentityGrammar.content(statements, false);
        if (content.isPresent()) {
            return content;
        }
        for (Part statement : statements) {
            if (statement.principals().values().stream().allMatch(List::isEmpty)) {
                return Optional.of("Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: The"
                        + " passed in policy has a statement with no principals!");
            }
            Optional<String> wrong = PrincipalForm.firstWrong(statement.principals(), known);
            if (wrong.isPresent()) {
                return Optional.of("Invalid principal in policy: " + wrong.get());
            }
            if (!statement.list("Action").stream().allMatch(TrustGrammar::assumes)) {
                return Optional.of("AssumeRole policy may only specify STS AssumeRole actions.");
            }
        }
        return Optional.empty();
    }

    private static boolean assumes(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return ACTIONS.contains(lower)
                || lower.startsWith("sts:") && (lower.indexOf('*') > 0 || lower.indexOf('?') > 0);
    }
}
