package dev.nephele.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nephele.policy.Trace.OfCondition;
import dev.nephele.policy.Trace.OfPolicy;
import dev.nephele.policy.Trace.OfStatement;
import dev.nephele.policy.language.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes traces as JSON. The form is ours:
 *
 * <pre>
 * reason   {"policyType", "policy", "policyArn", "statement", "level", "missingAllow", "keys": […]}
 * policies [{"policyType", "policy", "policyArn", "level", "outcome": "allows|denies|silent", "statements": [
 *            {"statement", "effect", "matched", "failed": "action|resource|principal|condition", "conditions": [
 *              {"operator", "key", "values": […], "actual": […] or null, "holds"}]}]}]
 * </pre>
 *
 * Members without a value are left out, but for {@code actual}.
 */
public final class TraceWriter {
    /** How much of the policies is written. */
    public enum Detail {
        /** Statements that matched, or that only a condition kept from matching. */
        SHORT,
        /** All statements. */
        FULL
    }

    private TraceWriter() {}

    /** Writes why it was decided so, as one object. */
    public static void reason(JsonGenerator json, Trace trace) throws IOException {
        Decision decision = trace.decision();
        json.writeStartObject();
        json.writeStringField("policyType", decision.reason().label());
        optional(json, "policy", decision.policy().map(BoundPolicy::name));
        optional(json, "policyArn", decision.policy().flatMap(BoundPolicy::arn));
        optional(json, "statement", decision.statement().map(Statement::label));
        optional(json, "level", decision.level());
        optional(json, "missingAllow", trace.missingAllow());
        strings(json, "keys", trace.missingKeys());
        json.writeEndObject();
    }

    /** Writes every policy that was looked at, as one array. */
    public static void policies(JsonGenerator json, Trace trace, Detail detail) throws IOException {
        json.writeStartArray();
        for (OfPolicy policy : trace.policies()) {
            json.writeStartObject();
            json.writeStringField("policyType", policy.type().label());
            json.writeStringField("policy", policy.name());
            optional(json, "policyArn", policy.arn());
            optional(json, "level", policy.level());
            json.writeStringField("outcome", lower(policy.outcome()));
            json.writeArrayFieldStart("statements");
            for (OfStatement statement : policy.statements()) {
                if (detail == Detail.FULL || statement.matched() || onlyConditionFailed(statement)) {
                    statement(json, statement);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static boolean onlyConditionFailed(OfStatement statement) {
        return statement.failed().equals(Optional.of(Statement.Element.CONDITION));
    }

    private static void statement(JsonGenerator json, OfStatement traced) throws IOException {
        json.writeStartObject();
        json.writeStringField("statement", traced.statement().label());
        json.writeStringField("effect", traced.statement().effect() == Statement.Effect.ALLOW ? "Allow" : "Deny");
        json.writeBooleanField("matched", traced.matched());
        optional(json, "failed", traced.failed().map(TraceWriter::lower));
        if (!traced.conditions().isEmpty()) {
            json.writeArrayFieldStart("conditions");
            for (OfCondition condition : traced.conditions()) {
                condition(json, condition);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void condition(JsonGenerator json, OfCondition traced) throws IOException {
        json.writeStartObject();
        json.writeStringField("operator", traced.condition().operator());
        json.writeStringField("key", traced.condition().key().name());
        strings(json, "values", traced.condition().values());
        if (traced.actual().isPresent()) {
            strings(json, "actual", traced.actual().get());
        } else {
            json.writeNullField("actual");
        }
        json.writeBooleanField("holds", traced.holds());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
