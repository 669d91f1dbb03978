package dev.nephele.policy.grammar;

import dev.nephele.policy.grammar.Elements.Part;
import dev.nephele.policy.json.Json;
import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import dev.nephele.policy.language.Wildcards;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Amazon S3 refuses in the policy of a bucket. */
public final class BucketGrammar {
    private static final String CODE = "MalformedPolicy";
    private static final String PREFIX = "s3:";
    private static final String INVALID = "Invalid policy syntax.";
    private static final List<String> REQUIRED = List.of("Effect", "Principal", "Action", "Resource");

    /**
     * The actions of S3, by name in lower case without prefix.
     *
     * @param all those that there are
     * @param onBuckets those that act on buckets
     * @param onObjects those that act on objects
     */
    public record S3Actions(Set<String> all, Set<String> onBuckets, Set<String> onObjects) {
        public S3Actions {
            all = Set.copyOf(all);
            onBuckets = Set.copyOf(onBuckets);
            onObjects = Set.copyOf(onObjects);
        }
    }

    private BucketGrammar() {}

    /**
     * Why a bucket policy is refused.
     *
     * @param bucket the name of the bucket
     * @param known whether the users and roles it names exist
     * @param s3 what it may name as action
     */
    public static Optional<Violation> check(String document, String bucket, Principals known, S3Actions s3) {
        return refused(document, bucket, known, s3).map(message -> new Violation(CODE, message));
    }

    private static Optional<String> refused(String document, String bucket, Principals known, S3Actions s3) {
        Json json;
        try {
            json = JsonReader.read(document);
        } catch (NotJsonException e) {
            return Optional.of("Policies must be valid JSON and the first byte must be '{'");
        }
        if (!document.startsWith("{") || !(json instanceof Json.Obj object)) {
            return Optional.of("Policies must be valid JSON and the first byte must be '{'");
        }
        Map<String, Json> top = object.members();
        if (!top.containsKey("Statement")) {
            return Optional.of("Missing required field Statement");
        }
        Optional<String> missing = missingField(top.get("Statement"));
        if (missing.isPresent()) {
            return Optional.of("Missing required field " + missing.get());
        }
        Optional<Elements> elements = Elements.of(json);
        if (elements.isEmpty()) {
            return Optional.of(INVALID);
        }
        for (Part statement : elements.get().statements()) {
            Optional<String> refused = refused(statement, bucket, known, s3);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> missingField(Json statement) {
        List<Json> statements = statement instanceof Json.Arr many ? many.items() : List.of(statement);
        for (Json each : statements) {
            if (each instanceof Json.Obj members) {
                for (String field : REQUIRED) {
                    if (!members.members().containsKey(field)
                            && !members.members().containsKey("Not" + field)) {
                        return Optional.of(field);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refused(Part statement, String bucket, Principals known, S3Actions s3) {
        String effect = statement.text("Effect").orElse("");
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            return Optional.of("Invalid effect: " + effect);
        }
        if (statement.principals().values().stream().allMatch(List::isEmpty)
                || PrincipalForm.firstWrong(statement.principals(), known).isPresent()) {
            return Optional.of("Invalid principal in policy");
        }
        List<String> actions = statement.list("Action");
        if (actions.isEmpty() || !actions.stream().allMatch(action -> matchesAny(action, s3.all()))) {
            return Optional.of("Policy has invalid action");
        }
        List<String> resources = statement.list("Resource");
        if (resources.isEmpty() || !resources.stream().allMatch(r -> within(r, bucket))) {
            return Optional.of("Policy has invalid resource");
        }
        boolean onBucket = resources.stream().anyMatch(r -> r.indexOf('/') < 0);
        boolean onObjects = resources.stream().anyMatch(r -> r.indexOf('/') > 0 || r.endsWith("*"));
        boolean applies = statement.has("NotAction")
                || statement.has("NotResource")
                || actions.stream()
                        .allMatch(action -> onBucket && matchesAny(action, s3.onBuckets())
                                || onObjects && matchesAny(action, s3.onObjects()));
        return applies ? Optional.empty() : Optional.of("Action does not apply to any resource(s) in statement");
    }

    /** Whether an action as policies write it, with or without wildcards, can mean one of these. */
    private static boolean matchesAny(String action, Set<String> names) {
        if (action.equals("*")) {
            return !names.isEmpty();
        }
        if (!action.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return false;
        }
        String name = action.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        return names.contains(name) || names.stream().anyMatch(each -> Wildcards.matches(name, each));
    }

    /** Whether a resource is the bucket or lies in it. */
    private static boolean within(String resource, String bucket) {
        String[] parts = resource.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[2].equals("s3")) {
            return false;
        }
        int slash = parts[5].indexOf('/');
        String name = slash < 0 ? parts[5] : parts[5].substring(0, slash);
        return parts[3].isEmpty() && parts[4].isEmpty() && Wildcards.matches(name, bucket) && !name.startsWith("*");
    }
}
