package dev.nephele.gateway.decision;

import dev.nephele.access.Guardrails;
import dev.nephele.access.PolicyText;
import dev.nephele.gateway.record.Content;
import dev.nephele.policy.BoundPolicy;
import dev.nephele.policy.Level;
import dev.nephele.policy.language.PolicyType;
import java.util.List;
import java.util.Optional;

/**
 * A policy as the record refers to it: its text is a content of its own.
 *
 * @param text the document
 */
record PolicyRef(PolicyType type, String name, Optional<String> arn, Content text) {

    static PolicyRef of(PolicyType type, PolicyText text, Texts texts) {
        return new PolicyRef(type, text.name(), text.arn(), texts.content(text.document()));
    }

    static List<PolicyRef> all(PolicyType type, List<PolicyText> policies, Texts texts) {
        return policies.stream().map(text -> of(type, text, texts)).toList();
    }

    /** The compiled policy in its place. */
    BoundPolicy bind(Texts texts) {
        return BoundPolicy.of(type, texts.compile(text), name, arn);
    }

    static List<BoundPolicy> bind(List<PolicyRef> policies, Texts texts) {
        return policies.stream().map(ref -> ref.bind(texts)).toList();
    }

    /** The policies of one type at one level of an organization. */
    record AtLevel(String target, List<PolicyRef> policies) {
        static List<AtLevel> all(PolicyType type, List<Guardrails.Level> levels, Texts texts) {
            return levels.stream()
                    .map(level -> new AtLevel(level.target(), PolicyRef.all(type, level.policies(), texts)))
                    .toList();
        }

        static List<Level> bind(PolicyType type, List<AtLevel> levels, Texts texts) {
            return levels.stream()
                    .map(level -> Level.of(
                            type,
                            level.target(),
                            level.policies().stream()
                                    .map(ref -> BoundPolicy.atLevel(
                                            type, texts.compile(ref.text()), ref.name(), ref.arn(), level.target()))
                                    .toList()))
                    .toList();
        }
    }
}
