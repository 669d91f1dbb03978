package dev.nephele.policy.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.ResourcePolicy.Kind;
import dev.nephele.policy.Decision;
import dev.nephele.policy.Evaluator;
import dev.nephele.policy.Explainer;
import dev.nephele.policy.PolicySet;
import dev.nephele.policy.PrincipalPolicies;
import dev.nephele.policy.ResourcePolicies;
import dev.nephele.policy.Trace;
import dev.nephele.policy.TraceWriter;
import dev.nephele.policy.language.KeyGrant;
import dev.nephele.policy.language.Policy;
import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.policy.request.ResourceName;
import dev.nephele.policy.request.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers lines. It remembers the policies it saw. For one thread. */
final class LineEvaluator {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final byte[] DECISION = Answers.ascii(",\"decision\":\"");
    private static final byte[] TRACE = Answers.ascii("\",\"trace\":");
    private static final byte[] END = Answers.ascii("\"}\n");
    private static final byte[] END_OF_TRACE = Answers.ascii("}\n");
    private static final byte[][] VERDICTS = new byte[Decision.Verdict.values().length][];
    private static final String SERVICE = "service:";
    private static final String SERVICE_LINKED = ":role/aws-service-role/";

    static {
        for (Decision.Verdict verdict : Decision.Verdict.values()) {
            VERDICTS[verdict.ordinal()] = Answers.ascii(verdict.label());
        }
    }

    private final TraceDetail detail;
    private final Documents documents = new Documents();

    LineEvaluator(TraceDetail detail) {
        this.detail = detail;
    }

    /** Answers the line between two places of a buffer. */
    void answer(byte[] buffer, int from, int to, Answers answers) {
        Line line = new Line(buffer, from, to, documents);
        try {
            line.read();
            AuthorizationRequest request = request(line);
            PolicySet set = set(line, request);
            Decision decision = Evaluator.decide(request, set);
            answers.id(buffer, line.idFrom, line.idTo);
            answers.write(DECISION, 0, DECISION.length);
            byte[] verdict = VERDICTS[decision.verdict().ordinal()];
            answers.write(verdict, 0, verdict.length);
            if (detail == TraceDetail.NONE) {
                answers.write(END, 0, END.length);
            } else {
                answers.write(TRACE, 0, TRACE.length);
                trace(Explainer.explain(request, set), answers);
                answers.write(END_OF_TRACE, 0, END_OF_TRACE.length);
            }
        } catch (BadLineException e) {
            answers.id(buffer, line.idFrom, line.idTo);
            answers.error(e.getMessage() == null ? "bad line" : e.getMessage());
        }
    }

    private void trace(Trace trace, Answers answers) {
        try (JsonGenerator json = JSON.createGenerator(answers)) {
            json.writeStartObject();
            json.writeFieldName("reason");
            TraceWriter.reason(json, trace);
            json.writeFieldName("policies");
            TraceWriter.policies(
                    json, trace, detail == TraceDetail.FULL ? TraceWriter.Detail.FULL : TraceWriter.Detail.SHORT);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuthorizationRequest request(Line line) throws BadLineException {
        Subject subject = subject(present(line.principal, "principal"));
        Action action = Action.of(present(line.action, "action"));
        if (action.service().isEmpty() || action.name().isEmpty()) {
            throw new BadLineException("action must be service:Name");
        }
        ResourceName resource = ResourceName.of(present(line.resource, "resource"));
        String owner = line.resourceAccount;
        if (owner == null) {
            owner = resource.account().isEmpty() ? subject.account() : resource.account();
        }
        return new AuthorizationRequest(subject, action, resource, owner, line.contextWithTags());
    }

    private static String present(@Nullable String value, String name) throws BadLineException {
        if (value == null || value.isEmpty()) {
            throw new BadLineException("\"" + name + "\" is missing");
        }
        return value;
    }

    private static Subject subject(String principal) throws BadLineException {
        if (principal.equals("anonymous")) {
            return Subject.of(new Principal.Anonymous());
        }
        if (principal.startsWith(SERVICE) && principal.length() > SERVICE.length()) {
            return Subject.service(principal.substring(SERVICE.length()));
        }
        return Subject.parse(principal)
                .orElseThrow(() -> new BadLineException(
                        "principal must be the ARN of a root user, user, role or session, anonymous, or service:NAME"));
    }

    private static PolicySet set(Line line, AuthorizationRequest request) throws BadLineException {
        PrincipalPolicies.Builder principal = PrincipalPolicies.builder()
                .identity(line.identity)
                .boundary(Optional.ofNullable(line.boundary))
                .serviceLinked(request.subject().shown().contains(SERVICE_LINKED));
        if (line.session != null) {
            principal.session(line.session);
        }
        if (line.serviceControl != null) {
            principal.serviceControl(line.serviceControl);
        }
        Policy own = line.resourcePolicy == null ? null : line.resourcePolicy.policy("resourcePolicy");
        ResourcePolicies resource = ResourcePolicies.of(
                kind(request),
                Optional.ofNullable(own),
                line.grants.stream().map(KeyGrant::of).toList());
        if (line.resourceControl != null) {
            resource = resource.withResourceControl(line.resourceControl);
        }
        return PolicySet.of(principal.build(), resource).through(Optional.ofNullable(line.endpoint));
    }

    /** Keys and roles do not trust their own account by themselves. */
    private static Kind kind(AuthorizationRequest request) {
        String action = request.action().lower();
        String local = request.resource().local();
        if (request.action().service().equals("kms") && local.startsWith("key/")) {
            return Kind.KEY;
        }
        boolean assumes = action.startsWith("sts:assumerole")
                || local.startsWith("role/")
                        && (action.equals("sts:tagsession") || action.equals("sts:setsourceidentity"));
        return assumes ? Kind.TRUST : Kind.ORDINARY;
    }
}
