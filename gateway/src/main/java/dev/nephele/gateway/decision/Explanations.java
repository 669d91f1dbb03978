package dev.nephele.gateway.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.nephele.gateway.record.Decision;
import dev.nephele.gateway.record.Event;
import dev.nephele.gateway.record.RecordLog;
import dev.nephele.gateway.record.RequestIds;
import dev.nephele.kernel.View;
import dev.nephele.policy.Explainer;
import dev.nephele.policy.PolicySet;
import dev.nephele.policy.ResourcePolicies;
import dev.nephele.policy.Trace;
import dev.nephele.policy.TraceWriter;
import dev.nephele.policy.language.Policies;
import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.Subject;
import java.io.IOException;
import java.util.Optional;

/**
 * Decides recorded calls again, with the inputs and the policy versions of their instant, and writes the whole trace:
 *
 * <pre>
 * {"requestId", "time", "service", "operation", "region", "principal", "accessKeyId", "sourceIp", "decision",
 *  "status", "error", "pairs": [
 *   {"action", "resource", "decision", "reason": {…}, "trace": […]}]}
 * </pre>
 *
 * {@code reason} and {@code trace} are those of {@link TraceWriter}. A call that was refused before any policy was
 * looked at has no pairs; its error code says why.
 */
public final class Explanations {
    private final RecordLog log;
    private final Texts texts;
    private final Resources resources;

    public Explanations(RecordLog log, Policies policies) {
        this.log = log;
        this.texts = new Texts(policies);
        this.resources = new Resources(texts);
    }

    /** The recorded decision of a request number. */
    public Optional<Decision> find(View view, long number) {
        return log.decision(view, number);
    }

    /** Writes a decision with its trace. */
    public void write(JsonGenerator out, View view, Decision decision) throws IOException {
        Decision.Id id = decision.id();
        out.writeStartObject();
        out.writeStringField(
                "requestId", id.sixteen() ? RequestIds.sixteen(id.number()) : RequestIds.uuid(id.number()));
        out.writeStringField("time", decision.at().toString());
        out.writeStringField("service", decision.what().service());
        out.writeStringField("operation", decision.what().operation());
        out.writeStringField("region", decision.what().region().code());
        out.writeStringField("principal", decision.who().name());
        out.writeStringField("accessKeyId", decision.who().accessKeyId());
        out.writeStringField("sourceIp", decision.from().sourceIp());
        out.writeStringField("decision", decision.verdict().text());
        Optional<Event.Outcome> outcome = log.outcome(view, id.number());
        if (outcome.isPresent()) {
            out.writeNumberField("status", outcome.get().status());
            out.writeStringField("error", outcome.get().error());
        }
        out.writeArrayFieldStart("pairs");
        byte[] hash = decision.who().profile();
        if (hash != null) {
            Again again = again(view, decision, hash);
            for (Decision.Pair pair : decision.pairs()) {
                pair(out, pair, again.trace(pair));
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void pair(JsonGenerator out, Decision.Pair pair, Trace trace) throws IOException {
        out.writeStartObject();
        out.writeStringField("action", pair.requirement().action());
        out.writeStringField("resource", pair.requirement().resource());
        out.writeStringField("decision", pair.verdict().text());
        String recomputed = trace.decision().verdict().label();
        if (!recomputed.equals(pair.verdict().text())) {
            // Only another release of Nephele can come to another verdict.
            out.writeStringField("recomputed", recomputed);
        }
        out.writeFieldName("reason");
        TraceWriter.reason(out, trace);
        out.writeFieldName("trace");
        TraceWriter.policies(out, trace, TraceWriter.Detail.FULL);
        out.writeEndObject();
    }

    private Again again(View view, Decision decision, byte[] hash) {
        Profile profile = Profile.read(content(view, decision, hash), text -> content(view, decision, text));
        Decision.From from = decision.from();
        Context context = CallKeys.call(
                profile.context(),
                new CallKeys.Circumstances(
                        decision.at(),
                        from.sourceIp(),
                        from.userAgent(),
                        from.secure(),
                        decision.what().region().code(),
                        from.context()));
        return new Again(view, decision, profile, profile.subject(), context);
    }

    /** A decision that is made again. */
    private final class Again {
        private final View view;
        private final Decision decision;
        private final Profile profile;
        private final Subject subject;
        private final Context context;

        Again(View view, Decision decision, Profile profile, Subject subject, Context context) {
            this.view = view;
            this.decision = decision;
            this.profile = profile;
            this.subject = subject;
            this.context = context;
        }

        Trace trace(Decision.Pair pair) {
            ResourcePolicies policies = ResourcePolicies.NONE;
            byte[] policy = pair.policy();
            if (policy != null) {
                policies = resources.read(content(view, decision, policy), hash -> content(view, decision, hash));
            }
            byte[] guard = pair.guard();
            if (guard != null) {
                policies = policies.withResourceControl(
                        Owners.read(content(view, decision, guard), hash -> content(view, decision, hash), texts));
            }
            return Explainer.explain(
                    Decide.request(
                            subject,
                            Action.of(pair.requirement().action()),
                            CallKeys.pair(context, pair.requirement()),
                            pair.requirement()),
                    PolicySet.of(profile.bonds().compile(texts), policies));
        }
    }

    private byte[] content(View view, Decision decision, byte[] hash) {
        return log.content(view, decision.id().number(), hash)
                .orElseThrow(() -> new IllegalStateException("a content of the record is missing"));
    }
}
