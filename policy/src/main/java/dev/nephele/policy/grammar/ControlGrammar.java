package dev.nephele.policy.grammar;

import dev.nephele.policy.grammar.Elements.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS Organizations refuses in service and resource control policies.
 *
 * <p>Source: AWS Organizations User Guide, "SCP syntax" (full language since 2025-09) and "RCP syntax".
 */
public final class ControlGrammar {
    private static final Violation MALFORMED = new Violation(
            "MalformedPolicyDocumentException",
            "The provided policy document does not meet the requirements of the specified policy type.");

    private ControlGrammar() {}

    /** Why a service control policy is refused. */
    public static Optional<Violation> serviceControl(String document) {
        Optional<Elements> elements = Elements.of(document).filter(e -> !e.hasId());
        boolean right = elements.isPresent()
                && elements.get().statements().stream().noneMatch(s -> s.has("Principal") || s.has("NotPrincipal"))
                && IdentityGrammar.content(elements.get().statements(), true).isEmpty();
        return right ? Optional.empty() : Optional.of(MALFORMED);
    }

    /** Why a customer's resource control policy is refused: it can only deny, to everybody, named actions. */
    public static Optional<Violation> resourceControl(String document) {
        Optional<Elements> elements = Elements.of(document).filter(e -> !e.hasId());
        boolean right = elements.isPresent()
                && elements.get().version().equals(Optional.of(Elements.MODERN))
                && elements.get().statements().stream().allMatch(ControlGrammar::onlyDenies)
                && IdentityGrammar.content(elements.get().statements(), true).isEmpty();
        return right ? Optional.empty() : Optional.of(MALFORMED);
    }

    private static boolean onlyDenies(Part statement) {
        return statement.text("Effect").equals(Optional.of("Deny"))
                && statement.has("Principal")
                && statement.principals().equals(Map.of("AWS", List.of("*")))
                && !statement.has("NotAction")
                && !statement.list("Action").contains("*");
    }
}
