package dev.nephele.policy.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The elements of a statement as they were written, lists and single values made alike.
 *
 * @param actions of {@code Action}, or of {@code NotAction} if {@code notActions}
 * @param hasResources whether there is a {@code Resource} or {@code NotResource}
 * @param hasPrincipals whether there is a {@code Principal} or {@code NotPrincipal}
 * @param principals by type; {@code "*"} alone is of type {@code AWS}
 */
public record StatementText(
        Optional<String> sid,
        Statement.Effect effect,
        List<String> actions,
        boolean notActions,
        List<String> resources,
        boolean hasResources,
        boolean notResources,
        Map<String, List<String>> principals,
        boolean hasPrincipals,
        boolean notPrincipals,
        List<ConditionText> conditions) {

    /** An operator, a key and its values as written. */
    public record ConditionText(String operator, String key, List<String> values) {}
}
