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
    private static final String INVALID = "Invalid policy syntax.";
    private static final List<String> REQUIRED = List.of("Effect", "Principal", "Action", "Resource");

    /** The actions on objects; all others of S3 are on buckets (Service Authorization Reference, Amazon S3). */
    private static final Set<String> ON_OBJECTS = Set.of(
            "abortmultipartupload",
            "bypassgovernanceretention",
            "deleteobject",
            "deleteobjecttagging",
            "deleteobjectversion",
            "deleteobjectversiontagging",
            "getobject",
            "getobjectacl",
            "getobjectattributes",
            "getobjectlegalhold",
            "getobjectretention",
            "getobjecttagging",
            "getobjecttorrent",
            "getobjectversion",
            "getobjectversionacl",
            "getobjectversionattributes",
            "getobjectversionforreplication",
            "getobjectversiontagging",
            "getobjectversiontorrent",
            "initiatereplication",
            "listmultipartuploadparts",
            "objectowneroverridetobucketowner",
            "putobject",
            "putobjectacl",
            "putobjectlegalhold",
            "putobjectretention",
            "putobjecttagging",
            "putobjectversionacl",
            "putobjectversiontagging",
            "replicatedelete",
            "replicateobject",
            "replicatetags",
            "restoreobject",
            "updateobjectencryption");

    /** Some actions on buckets, to see whether a name with wildcards can mean one. */
    private static final Set<String> ON_BUCKETS = Set.of(
            "createbucket",
            "deletebucket",
            "deletebucketpolicy",
            "getbucketacl",
            "getbucketlocation",
            "getbucketpolicy",
            "getbucketversioning",
            "getencryptionconfiguration",
            "getlifecycleconfiguration",
            "listbucket",
            "listbucketmultipartuploads",
            "listbucketversions",
            "putbucketacl",
            "putbucketpolicy",
            "putbuckettagging",
            "putbucketversioning",
            "putencryptionconfiguration",
            "putlifecycleconfiguration",
            "putreplicationconfiguration");

    private BucketGrammar() {}

    /**
     * Why a bucket policy is refused.
     *
     * @param bucket the name of the bucket
     * @param known whether the users and roles it names exist
     */
    public static Optional<Violation> check(String document, String bucket, Principals known) {
        return refused(document, bucket, known).map(message -> new Violation(CODE, message));
    }

    private static Optional<String> refused(String document, String bucket, Principals known) {
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
            Optional<String> refused = refused(statement, bucket, known);
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

    private static Optional<String> refused(Part statement, String bucket, Principals known) {
        String effect = statement.text("Effect").orElse("");
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            return Optional.of("Invalid effect: " + effect);
        }
        if (statement.principals().values().stream().allMatch(List::isEmpty)
                || PrincipalForm.firstWrong(statement.principals(), known).isPresent()) {
            return Optional.of("Invalid principal in policy");
        }
        List<String> actions = statement.list("Action");
        if (actions.isEmpty() || !actions.stream().allMatch(BucketGrammar::ofS3)) {
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
                || actions.stream().allMatch(a -> applies(a, onBucket, onObjects));
        return applies ? Optional.empty() : Optional.of("Action does not apply to any resource(s) in statement");
    }

    private static boolean ofS3(String action) {
        return action.equals("*")
                || action.regionMatches(true, 0, "s3:", 0, 3) && action.length() > 3 && Actions.isName(action);
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

    private static boolean applies(String action, boolean onBucket, boolean onObjects) {
        String name = action.substring(action.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
            return ON_OBJECTS.contains(name) ? onObjects : onBucket;
        }
        return onObjects && ON_OBJECTS.stream().anyMatch(n -> Wildcards.matches(name, n))
                || onBucket && ON_BUCKETS.stream().anyMatch(n -> Wildcards.matches(name, n));
    }
}
