package dev.nephele.policy.naive;

import dev.nephele.policy.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The algorithm of the specification, word for word and without any cleverness: the documents stay JSON trees, patterns
 * become regular expressions, every statement of every policy is looked at.
 */
public final class NaiveEvaluator {
    private static final String ALLOWED = "Allowed";
    private static final String EXPLICIT = "ExplicitlyDenied";
    private static final String IMPLICIT = "ImplicitlyDenied";
    private static final Set<String> CRYPTOGRAPHIC_AND_CO =
            Set.of("decrypt", "encrypt", "generatedatakey", "describekey", "creategrant", "listgrants", "retiregrant");
    private static final Set<String> RCP_SERVICES = Set.of("s3", "sqs", "kms", "sts", "dynamodb", "secretsmanager");

    private final Question q;
    private final Matching m;
    private final Who who;
    private final String owner;
    private final String service;
    private final String name;

    private NaiveEvaluator(Question q) {
        this.q = q;
        this.who = Who.of(q.principal());
        String lower = q.action().toLowerCase(java.util.Locale.ROOT);
        this.service = lower.split(":", 2)[0];
        this.name = lower.split(":", 2)[1];
        String[] parts = q.resource().split(":", 6);
        String inArn = parts.length == 6 ? parts[4] : "";
        this.owner = q.resourceAccount().orElse(inArn.isEmpty() ? who.account() : inArn);
        this.m = new Matching(q, who);
    }

    /** The verdict. */
    public static String decide(Question question) {
        return new NaiveEvaluator(question).decide();
    }

    private String decide() {
        boolean signed = !who.kind().equals("anonymous");
        if (signed && service.equals("sts") && name.equals("getcalleridentity")) {
            return ALLOWED;
        }
        if (who.kind().equals("federated-user") && forbiddenToFederated()) {
            return IMPLICIT;
        }
        if (signed && service.equals("sts") && name.equals("getsessiontoken")) {
            return ALLOWED;
        }
        if (deniedAnywhere()) {
            return EXPLICIT;
        }
        if (!levelsAllow(resourceControl(), "rcp") || !levelsAllow(serviceControl(), "scp")) {
            return IMPLICIT;
        }
        if (q.guards().endpoint().isPresent()
                && !m.allows(List.of(q.guards().endpoint().get()), "endpoint").any()) {
            return IMPLICIT;
        }
        return granted() ? ALLOWED : IMPLICIT;
    }

    private boolean forbiddenToFederated() {
        if (service.equals("iam")) {
            return !name.equals("passrole");
        }
        return service.equals("sts");
    }

    private boolean hasIdentity() {
        return Set.of("user", "role", "federated-user").contains(who.kind());
    }

    private boolean ofAccount() {
        return hasIdentity() || who.kind().equals("root");
    }

    private boolean serviceLinked() {
        return q.principal().contains(":role/aws-service-role/");
    }

    private Optional<List<List<String>>> serviceControl() {
        return ofAccount() && !serviceLinked() ? q.guards().serviceControl() : Optional.empty();
    }

    private Optional<List<List<String>>> resourceControl() {
        boolean applies = !serviceLinked()
                && RCP_SERVICES.contains(service)
                && !(service.equals("kms") && name.equals("retiregrant"));
        return applies ? q.guards().resourceControl() : Optional.empty();
    }

    private Optional<String> resourcePolicy() {
        boolean bucketPolicyByOwner = who.kind().equals("root")
                && who.account().equals(owner)
                && service.equals("s3")
                && Set.of("getbucketpolicy", "putbucketpolicy", "deletebucketpolicy")
                        .contains(name);
        boolean retires = service.equals("kms") && name.equals("retiregrant");
        return bucketPolicyByOwner || retires ? Optional.empty() : q.guards().resource();
    }

    private boolean deniedAnywhere() {
        if (hasIdentity()) {
            if (m.denies(q.guards().identity(), "identity")
                    || m.denies(q.guards().boundary().stream().toList(), "boundary")) {
                return true;
            }
        }
        if (ofAccount() && m.denies(q.guards().session().orElse(List.of()), "session")) {
            return true;
        }
        if (m.denies(resourcePolicy().stream().toList(), resourceType())) {
            return true;
        }
        for (List<String> level : serviceControl().orElse(List.of())) {
            if (m.denies(level, "scp")) {
                return true;
            }
        }
        for (List<String> level : resourceControl().orElse(List.of())) {
            if (m.denies(level, "rcp")) {
                return true;
            }
        }
        return m.denies(q.guards().endpoint().stream().toList(), "endpoint");
    }

    private boolean levelsAllow(Optional<List<List<String>>> levels, String type) {
        for (List<String> level : levels.orElse(List.of())) {
            if (!m.allows(level, type).any()) {
                return false;
            }
        }
        return true;
    }

    private boolean isKey() {
        return service.equals("kms") && q.resource().contains(":key/") && !name.equals("retiregrant");
    }

    private boolean isTrust() {
        return service.equals("sts")
                && (name.startsWith("assumerole")
                        || q.resource().contains(":role/")
                                && Set.of("tagsession", "setsourceidentity").contains(name));
    }

    private String resourceType() {
        return isKey() || service.equals("kms") && q.resource().contains(":key/")
                ? "key"
                : isTrust() ? "trust" : "resource";
    }

    private boolean granted() {
        Matching.Allows rp = m.allows(resourcePolicy().stream().toList(), resourceType());
        if (!ofAccount()) {
            return rp.any();
        }
        boolean id = who.kind().equals("root")
                || m.allows(q.guards().identity(), "identity").any();
        boolean pb = !hasIdentity()
                || q.guards().boundary().isEmpty()
                || m.allows(List.of(q.guards().boundary().get()), "boundary").any();
        boolean sp = q.guards().session().isPresent()
                ? m.allows(q.guards().session().get(), "session").any()
                : !who.kind().equals("federated-user");
        boolean identityPath = id && pb && sp;
        if (!who.account().equals(owner)) {
            boolean crossable = !isKey() || CRYPTOGRAPHIC_AND_CO.contains(name);
            return crossable && identityPath && rp.any();
        }
        if (rp.direct() || rp.behind() && pb && sp) {
            return true;
        }
        if (isKey() || isTrust()) {
            return rp.any() && identityPath;
        }
        return identityPath;
    }

    /** The members of an object, or none. */
    static java.util.Map<String, Json> members(Json json) {
        return ((Json.Obj) json).members();
    }
}
