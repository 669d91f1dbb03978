package dev.nephele.policy;

import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.policy.language.KeyGrant;
import dev.nephele.policy.language.Policy;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.AuthorizationRequest;
import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.ResourceName;
import dev.nephele.policy.request.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One question to the evaluator, said in the words of the documentation. Single quotes stand for double ones. */
final class Ask {
    static final String ACCOUNT = "111122223333";
    static final String OTHER = "444455556666";
    static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    static final String SESSION = "arn:aws:sts::111122223333:assumed-role/reader/one";
    static final String ALLOW_ALL =
            "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}";

    private final Subject subject;
    private final String action;
    private final String resource;
    private String owner;
    private final Context.Builder context = Context.builder();
    private final List<BoundPolicy> identity = new ArrayList<>();
    private final PrincipalPolicies.Builder principal = PrincipalPolicies.builder();
    private final List<Level> serviceControl = new ArrayList<>();
    private final List<Level> resourceControl = new ArrayList<>();
    private ResourcePolicies resources = ResourcePolicies.NONE;
    private Optional<BoundPolicy> endpoint = Optional.empty();

    private Ask(Subject subject, String action, String resource) {
        this.subject = subject;
        this.action = action;
        this.resource = resource;
        this.owner = subject.account().isEmpty() ? ACCOUNT : subject.account();
    }

    static Ask may(String who, String action, String resource) {
        return may(Subject.parse(who).orElseThrow(), action, resource);
    }

    static Ask may(Subject who, String action, String resource) {
        return new Ask(who, action, resource);
    }

    static Policy policy(String text) {
        return Policy.compile(text.replace('\'', '"'));
    }

    /** A statement of a policy of today's version. */
    static String statement(String elements) {
        return "{'Version':'2012-10-17','Statement':[{" + elements + "}]}";
    }

    static String allow(String action, String resource) {
        return statement("'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'");
    }

    static String deny(String action, String resource) {
        return statement("'Effect':'Deny','Action':'" + action + "','Resource':'" + resource + "'");
    }

    private static BoundPolicy bound(PolicyType type, String text) {
        return BoundPolicy.of(type, policy(text), type.label(), Optional.empty());
    }

    Ask in(String account) {
        owner = account;
        return this;
    }

    Ask with(String key, String value) {
        context.put(key, value);
        return this;
    }

    Ask with(String key, List<String> values) {
        context.putAll(key, values);
        return this;
    }

    Ask identity(String... texts) {
        for (String text : texts) {
            identity.add(bound(PolicyType.IDENTITY, text));
        }
        return this;
    }

    Ask managed(String text, String arn) {
        identity.add(BoundPolicy.of(PolicyType.IDENTITY, policy(text), arn, Optional.of(arn)));
        return this;
    }

    Ask boundary(String text) {
        principal.boundary(Optional.of(bound(PolicyType.BOUNDARY, text)));
        return this;
    }

    Ask session(String... texts) {
        principal.session(
                List.of(texts).stream().map(t -> bound(PolicyType.SESSION, t)).toList());
        return this;
    }

    Ask limit(SessionLimit limit) {
        principal.limit(limit);
        return this;
    }

    Ask serviceLinked() {
        principal.serviceLinked(true);
        return this;
    }

    Ask scp(String level, String... texts) {
        serviceControl.add(level(PolicyType.SERVICE_CONTROL, level, texts));
        return this;
    }

    Ask rcp(String level, String... texts) {
        resourceControl.add(level(PolicyType.RESOURCE_CONTROL, level, texts));
        return this;
    }

    private static Level level(PolicyType type, String level, String... texts) {
        return Level.of(
                type,
                level,
                List.of(texts).stream()
                        .map(t -> BoundPolicy.atLevel(type, policy(t), "p", Optional.empty(), level))
                        .toList());
    }

    Ask resource(String text) {
        return resource(ResourcePolicy.Kind.ORDINARY, text);
    }

    Ask resource(ResourcePolicy.Kind kind, String text, ResourcePolicy.Grant... grants) {
        resources = ResourcePolicies.of(
                kind,
                text.isEmpty() ? Optional.empty() : Optional.of(policy(text)),
                List.of(grants).stream().map(KeyGrant::of).toList());
        return this;
    }

    Ask endpoint(String text) {
        endpoint = Optional.of(bound(PolicyType.ENDPOINT, text));
        return this;
    }

    AuthorizationRequest request() {
        return new AuthorizationRequest(subject, Action.of(action), ResourceName.of(resource), owner, context.build());
    }

    PolicySet set() {
        principal.identity(identity);
        if (!serviceControl.isEmpty()) {
            principal.serviceControl(serviceControl);
        }
        ResourcePolicies guarded =
                resourceControl.isEmpty() ? resources : resources.withResourceControl(resourceControl);
        return PolicySet.of(principal.build(), guarded).through(endpoint);
    }

    Decision decide() {
        return explain().decision();
    }

    Trace explain() {
        return Explainer.explain(request(), set());
    }

    /** Verdict and reason in one line, such as {@code ImplicitlyDenied by identity}. */
    String answer() {
        return decide().toString();
    }

    /** The message AWS would answer. */
    String message() {
        AuthorizationRequest request = request();
        return DenialMessage.of(request, Evaluator.decide(request, set()), DenialMessage.Style.PLAIN);
    }
}
