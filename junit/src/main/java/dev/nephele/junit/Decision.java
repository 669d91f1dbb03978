package dev.nephele.junit;

import dev.nephele.app.command.Json;
import dev.nephele.app.requests.Explanation;
import java.util.List;

/**
 * Why a call was allowed or refused. Its text is what {@code nephele explain} shows.
 *
 * @param service such as {@code s3}
 * @param operation such as {@code PutObject}
 * @param caller the ARN of the principal; empty if nobody was recognized
 * @param allowed whether the policies allowed it; it may have failed all the same
 * @param rulings one for each action and resource that had to be allowed
 * @param text in words, over several lines
 */
public record Decision(
        String service, String operation, String caller, boolean allowed, List<Ruling> rulings, String text) {
    private static final String ALLOWED = "Allowed";

    public Decision {
        rulings = List.copyOf(rulings);
    }

    /**
     * What was decided of one action.
     *
     * @param action such as {@code s3:PutObject}
     * @param resource its ARN
     * @param level whose policies decided: {@code identity}, {@code resource}, {@code permissionsBoundary},
     *     {@code session}, {@code trust}, {@code root}, …
     * @param policy the policy that decided, by its ARN or as owner and name; empty if none did
     * @param statement of that policy: its Sid or its number; empty if none decided
     */
    public record Ruling(
            String action, String resource, boolean allowed, String level, String policy, String statement) {}

    static Decision read(Json decision) {
        return new Decision(
                decision.at("service").text(),
                decision.at("operation").text(),
                decision.at("principal").text(),
                decision.at("decision").text().equals(ALLOWED),
                decision.at("pairs").items().stream().map(Decision::ruling).toList(),
                Explanation.text(decision));
    }

    private static Ruling ruling(Json pair) {
        Json reason = pair.at("reason");
        String arn = reason.at("policyArn").text();
        return new Ruling(
                pair.at("action").text(),
                pair.at("resource").text(),
                pair.at("decision").text().equals(ALLOWED),
                reason.at("policyType").text(),
                arn.isEmpty() ? reason.at("policy").text() : arn,
                reason.at("statement").text());
    }

    @Override
    public String toString() {
        return text;
    }
}
