package dev.nephele.policy.evaluate;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.ResourcePolicy.Grant;
import dev.nephele.policy.BoundPolicy;
import dev.nephele.policy.Level;
import dev.nephele.policy.language.PolicyType;
import dev.nephele.policy.request.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question, as it stands in a line:
 *
 * <pre>
 * {"id": any value, echoed,
 *  "principal": "arn:… | anonymous | service:NAME", "principalTags": {tag: value},
 *  "action": "service:Name", "resource": "arn:… | *", "resourceAccount": "111122223333",
 *  "context": {key: "value" or ["value", …]},
 *  "identityPolicies": [doc], "resourcePolicy": doc, "permissionsBoundary": doc, "sessionPolicies": [doc],
 *  "serviceControlPolicies": [{"level": name, "policies": [doc]}], "resourceControlPolicies": the same,
 *  "vpcEndpointPolicy": doc,
 *  "grants": [{"granteePrincipal": arn, "operations": [name],
 *              "constraints": {"EncryptionContextEquals": {…}, "EncryptionContextSubset": {…}}}]}
 * </pre>
 *
 * A doc is an object or a string that holds one. Only principal, action and resource must be there; null is as good as
 * absent. An unknown member, or one twice, is an error, since it would otherwise be a restriction that is not applied.
 */
final class Line {
    private static final Map<String, Integer> MEMBERS = index(
            "id",
            "principal",
            "principalTags",
            "action",
            "resource",
            "resourceAccount",
            "context",
            "identityPolicies",
            "resourcePolicy",
            "permissionsBoundary",
            "sessionPolicies",
            "serviceControlPolicies",
            "resourceControlPolicies",
            "vpcEndpointPolicy",
            "grants");

    private final Scanner scanner;
    private final Documents documents;
    private int seen;
    private @Nullable String error;

    /** Where the id stands, or from == to. */
    int idFrom;

    int idTo;

    @Nullable
    String principal;

    @Nullable
    String action;

    @Nullable
    String resource;

    @Nullable
    String resourceAccount;

    private Map<String, String> tags = Map.of();
    private Context context = Context.EMPTY;
    List<BoundPolicy> identity = List.of();

    @Nullable
    List<BoundPolicy> session;

    @Nullable
    BoundPolicy boundary;

    @Nullable
    BoundPolicy endpoint;

    @Nullable
    Document resourcePolicy;

    @Nullable
    List<Level> serviceControl;

    @Nullable
    List<Level> resourceControl;

    List<Grant> grants = List.of();

    private static Map<String, Integer> index(String... names) {
        Map<String, Integer> index = new HashMap<>();
        for (String name : names) {
            index.put(name, index.size());
        }
        return index;
    }

    Line(byte[] buffer, int from, int to, Documents documents) {
        this.scanner = new Scanner(buffer, from, to);
        this.documents = documents;
    }

    /** Reads the whole line, its id even when another member is wrong. */
    void read() throws BadLineException {
        scanner.expect('{');
        if (!scanner.closes('}')) {
            do {
                String name = scanner.string();
                scanner.expect(':');
                member(name);
            } while (scanner.more('}'));
        }
        if (scanner.peek() != 0) {
            throw new BadLineException("text after the line's JSON");
        }
        if (error != null) {
            throw new BadLineException(error);
        }
    }

    private void member(String name) throws BadLineException {
        scanner.peek();
        Scanner.Mark start = scanner.mark();
        try {
            Integer index = MEMBERS.get(name);
            if (index == null) {
                throw new BadLineException("unknown member \"" + name + '"');
            }
            if ((seen & 1 << index) != 0) {
                throw new BadLineException("the member \"" + name + "\" is there twice");
            }
            seen |= 1 << index;
            if (name.equals("id")) {
                idFrom = scanner.at();
                scanner.value();
                idTo = scanner.at();
            } else if (!scanner.isNull()) {
                read(name);
            }
        } catch (BadLineException e) {
            if (error == null) {
                error = e.getMessage();
            }
            if (name.equals("id")) {
                idTo = idFrom;
            }
            scanner.reset(start);
            scanner.skip();
        }
    }

    private void read(String name) throws BadLineException {
        switch (name) {
            case "principal" -> principal = scanner.string();
            case "principalTags" -> tags = pairs();
            case "action" -> action = scanner.string();
            case "resource" -> resource = scanner.string();
            case "resourceAccount" -> resourceAccount = account();
            case "context" -> context = context();
            case "identityPolicies" -> identity = policies(PolicyType.IDENTITY, Place.IDENTITY, Optional.empty());
            case "resourcePolicy" -> {
                resourcePolicy = documents.next(scanner);
                resourcePolicy.policy(name);
            }
            case "permissionsBoundary" -> boundary = policy(PolicyType.BOUNDARY, name);
            case "sessionPolicies" -> session = policies(PolicyType.SESSION, Place.SESSION, Optional.empty());
            case "serviceControlPolicies" -> serviceControl = levels(PolicyType.SERVICE_CONTROL);
            case "resourceControlPolicies" -> resourceControl = levels(PolicyType.RESOURCE_CONTROL);
            case "vpcEndpointPolicy" -> endpoint = policy(PolicyType.ENDPOINT, name);
            case "grants" -> grants = grants();
            default -> throw new BadLineException("unknown member \"" + name + "\"");
        }
    }

    private String account() throws BadLineException {
        String account = scanner.string();
        if (!AccountId.isValid(account)) {
            throw new BadLineException("resourceAccount must be 12 digits");
        }
        return account;
    }

    private BoundPolicy policy(PolicyType type, String place) throws BadLineException {
        return documents.next(scanner).bind(type, place, Optional.empty());
    }

    private List<BoundPolicy> policies(PolicyType type, Place place, Optional<String> level) throws BadLineException {
        List<BoundPolicy> policies = new ArrayList<>();
        scanner.expect('[');
        if (!scanner.closes(']')) {
            do {
                policies.add(documents.next(scanner).bind(type, place.at(policies.size()), level));
            } while (scanner.more(']'));
        }
        return policies;
    }

    private List<Level> levels(PolicyType type) throws BadLineException {
        List<Level> levels = new ArrayList<>();
        scanner.expect('[');
        if (!scanner.closes(']')) {
            do {
                levels.add(level(type));
            } while (scanner.more(']'));
        }
        return levels;
    }

    /** One level; its name may stand behind its policies, so that these are read when both are known. */
    private Level level(PolicyType type) throws BadLineException {
        scanner.peek();
        Scanner.Mark start = scanner.mark();
        String level = null;
        Scanner.Mark policies = null;
        scanner.expect('{');
        if (!scanner.closes('}')) {
            do {
                String name = scanner.string();
                scanner.expect(':');
                scanner.peek();
                if (name.equals("level") && level == null) {
                    level = scanner.scalar();
                } else if (name.equals("policies") && policies == null) {
                    policies = scanner.mark();
                    if (level == null) {
                        scanner.skip();
                    } else {
                        List<BoundPolicy> bound = policies(type, Place.CONTROL, Optional.of(level));
                        if (scanner.closes('}')) {
                            return Level.of(type, level, bound);
                        }
                    }
                } else {
                    throw new BadLineException("a level has one \"level\" and one \"policies\"");
                }
            } while (scanner.more('}'));
        }
        if (level == null || policies == null) {
            scanner.reset(start);
            throw new BadLineException("a level has one \"level\" and one \"policies\"");
        }
        Scanner.Mark end = scanner.mark();
        scanner.reset(policies);
        List<BoundPolicy> bound = policies(type, Place.CONTROL, Optional.of(level));
        scanner.reset(end);
        return Level.of(type, level, bound);
    }

    private Map<String, String> pairs() throws BadLineException {
        Map<String, String> pairs = new HashMap<>();
        scanner.expect('{');
        if (!scanner.closes('}')) {
            do {
                String name = scanner.string();
                scanner.expect(':');
                pairs.put(name, scanner.scalar());
            } while (scanner.more('}'));
        }
        return pairs;
    }

    /** The request's context with the caller's tags, whichever came first in the line. */
    Context contextWithTags() {
        return tags.isEmpty()
                ? context
                : context.over().putTags("aws:PrincipalTag/", tags).build();
    }

    private Context context() throws BadLineException {
        Context.Builder builder = Context.builder();
        scanner.expect('{');
        if (!scanner.closes('}')) {
            do {
                String key = scanner.string();
                scanner.expect(':');
                if (scanner.peek() == '[') {
                    builder.putAll(key, strings());
                } else {
                    builder.put(key, scanner.scalar());
                }
            } while (scanner.more('}'));
        }
        return builder.build();
    }

    private List<String> strings() throws BadLineException {
        List<String> strings = new ArrayList<>();
        scanner.expect('[');
        if (!scanner.closes(']')) {
            do {
                strings.add(scanner.scalar());
            } while (scanner.more(']'));
        }
        return strings;
    }

    private List<Grant> grants() throws BadLineException {
        List<Grant> read = new ArrayList<>();
        scanner.expect('[');
        if (!scanner.closes(']')) {
            do {
                read.add(grant(read.size()));
            } while (scanner.more(']'));
        }
        return read;
    }

    private Grant grant(int index) throws BadLineException {
        String grantee = null;
        List<String> operations = null;
        Map<String, Map<String, String>> constraints = Map.of();
        scanner.expect('{');
        if (!scanner.closes('}')) {
            do {
                String name = scanner.string();
                scanner.expect(':');
                switch (name) {
                    case "granteePrincipal" -> grantee = scanner.string();
                    case "operations" -> operations = strings();
                    case "constraints" -> constraints = scanner.isNull() ? Map.of() : constraints();
                    default -> throw new BadLineException("unknown member \"" + name + "\" of a grant");
                }
            } while (scanner.more('}'));
        }
        if (grantee == null || operations == null) {
            throw new BadLineException("a grant has \"granteePrincipal\" and \"operations\"");
        }
        return new Grant(
                Integer.toString(index),
                grantee,
                Set.copyOf(operations),
                Optional.ofNullable(constraints.get("EncryptionContextEquals")),
                Optional.ofNullable(constraints.get("EncryptionContextSubset")));
    }

    private Map<String, Map<String, String>> constraints() throws BadLineException {
        Map<String, Map<String, String>> constraints = new HashMap<>();
        scanner.expect('{');
        if (!scanner.closes('}')) {
            do {
                String name = scanner.string();
                scanner.expect(':');
                if (!name.equals("EncryptionContextEquals") && !name.equals("EncryptionContextSubset")) {
                    throw new BadLineException("unknown constraint \"" + name + "\" of a grant");
                }
                constraints.put(name, pairs());
            } while (scanner.more('}'));
        }
        return constraints;
    }

    /** The names of policies that stand in lists, made once. */
    private enum Place {
        IDENTITY("identityPolicies"),
        SESSION("sessionPolicies"),
        CONTROL("policies");

        private static final int MADE = 64;
        private final String name;
        private final String[] names = new String[MADE];

        Place(String name) {
            this.name = name;
            for (int i = 0; i < MADE; i++) {
                names[i] = name + '[' + i + ']';
            }
        }

        String at(int index) {
            return index < MADE ? names[index] : name + '[' + index + ']';
        }
    }
}
