package dev.nephele.policy.evaluate;

import dev.nephele.policy.BoundPolicy;
import dev.nephele.policy.language.Policy;
import dev.nephele.policy.language.PolicyFormatException;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.policy.language.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy text of a line: compiled, or the reason why it cannot be. It keeps the form in which it was last bound as
 * each type, since the same text mostly stands in the same place. For one thread.
 */
final class Document {
    private final @Nullable Policy policy;
    private final String error;
    private final @Nullable BoundPolicy[] bound = new @Nullable BoundPolicy[PolicyType.values().length];

    private Document(@Nullable Policy policy, String error) {
        this.policy = policy;
        this.error = error;
    }

    static Document of(String text) {
        try {
            return new Document(Policy.compile(text), "");
        } catch (PolicyFormatException e) {
            return new Document(null, e.getMessage() == null ? "not a policy" : e.getMessage());
        }
    }

    static Document broken(String error) {
        return new Document(null, error);
    }

    /** The compiled policy. */
    Policy policy(String place) throws BadLineException {
        if (policy == null) {
            throw new BadLineException(place + ": " + error);
        }
        return policy;
    }

    /** The policy in its place. */
    BoundPolicy bind(PolicyType type, String place, Optional<String> level) throws BadLineException {
        BoundPolicy known = bound[type.ordinal()];
        if (known != null && known.name().equals(place) && known.level().equals(level)) {
            return known;
        }
        Policy compiled = policy(place);
        if (!type.hasPrincipals()) {
            for (Statement statement : compiled.statements()) {
                if (statement.text().hasPrincipals()) {
                    throw new BadLineException(place + ": Policy document should not specify a principal.");
                }
            }
        }
        BoundPolicy made = level.isPresent()
                ? BoundPolicy.atLevel(type, compiled, place, Optional.empty(), level.get())
                : BoundPolicy.of(type, compiled, place, Optional.empty());
        bound[type.ordinal()] = made;
        return made;
    }
}
