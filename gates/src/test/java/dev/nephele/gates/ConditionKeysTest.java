package dev.nephele.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.gateway.decision.InputKeys;
import dev.nephele.model.Schema;
import dev.nephele.policy.metadata.Action;
import dev.nephele.policy.metadata.ActionCatalog;
import dev.nephele.policy.metadata.ConditionKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A condition key that AWS gives to a served action and nobody sets would let every Deny on it pass in silence. So each
 * key that AWS's authorization data names for an action of a rule must be one that the rule can name, that the gateway
 * names, or that is a member of the request ({@link InputKeys}). What is missing stands in INVARIANTS.md, as
 * {@code key at service} if no rule of the service sets it, else as {@code key at service:Operation}.
 *
 * <p>Bound: of a rule that asks for several actions it is not known which of them gets a key that it names.
 */
class ConditionKeysTest {
    private static final int LEAST_OPERATIONS = 150;
    private static final String SERVICES = "dev/nephele/services/";
    /** Where the rules of manifests are generated. */
    private static final Pattern GENERATED = Pattern.compile("dev/nephele/model/([a-z0-9]+)/[A-Z]\\w*Service");

    private static final Reach CODE = Reach.over(name -> name.startsWith(SERVICES)
            || name.startsWith("dev/nephele/kernel/")
            || GENERATED.matcher(name).matches());
    /** Where the manners of services are generated, which name the keys that the gateway sets. */
    private static final Pattern MANNERS = Pattern.compile("dev/nephele/model/[a-z0-9]+/[A-Z]\\w*Model");

    private static final Set<String> OF_THE_GATEWAY = gateway();
    private static final List<Rule> RULES = rules();

    /**
     * A rule, with what is known of it.
     *
     * @param constants what its code can name
     * @param keys the same as keys
     * @param carried the keys that are members of its requests; a request that has no such member has no such key
     */
    private record Rule(
            String operation, Set<Action> actions, Set<String> constants, Set<String> keys, Set<String> carried) {
        String service() {
            return operation.substring(0, operation.indexOf(':'));
        }
    }

    private static Set<String> gateway() {
        Reach gateway = Reach.over(name ->
                name.startsWith("dev/nephele/gateway/") || MANNERS.matcher(name).matches());
        return gateway.methods().stream()
                .flatMap(method -> gateway.constants(method).stream())
                .map(ConditionKeysTest::bare)
                .collect(Collectors.toSet());
    }

    @Test
    void everyRuleAsksForAnActionThatAwsKnows() {
        assertThat(RULES).hasSizeGreaterThan(LEAST_OPERATIONS);
        assertThat(RULES)
                .allSatisfy(
                        rule -> assertThat(rule.actions()).as(rule.operation()).isNotEmpty());
    }

    @Test
    void everyKeyOfAServedActionIsSet() {
        Map<String, Set<String>> missing = new TreeMap<>();
        Set<String> set = new HashSet<>(OF_THE_GATEWAY);
        RULES.forEach(rule -> set.addAll(rule.carried()));
        Set<String> setByService = new HashSet<>();
        for (Rule rule : RULES) {
            for (String key : expected(rule)) {
                if (rule.keys().contains(key) || set.contains(key)) {
                    setByService.add(key + " at " + rule.service());
                } else {
                    missing.computeIfAbsent(key, none -> new TreeSet<>()).add(rule.operation());
                }
            }
        }
        Set<Violation> violations = new LinkedHashSet<>();
        missing.forEach((key, operations) -> operations.forEach(operation -> {
            String service = key + " at " + operation.substring(0, operation.indexOf(':'));
            violations.add(
                    setByService.contains(service)
                            ? new Violation(key + " at " + operation, "the rule never sets this key")
                            : new Violation(service, "no rule of the service sets this key"));
        }));
        Gate.of("condition-keys").judge(List.copyOf(violations));
    }

    @Test
    void everyGlobalKeyIsSet() {
        Set<String> set = RULES.stream()
                .flatMap(rule -> Stream.concat(rule.keys().stream(), rule.carried().stream()))
                .collect(Collectors.toCollection(HashSet::new));
        set.addAll(OF_THE_GATEWAY);
        Gate.of("global-keys")
                .judge(ActionCatalog.get().globalKeys().values().stream()
                        .map(key -> bare(key.name()))
                        .filter(key -> !set.contains(key))
                        .distinct()
                        .map(key -> new Violation(key, "set by nobody"))
                        .toList());
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Reach.Method method : CODE.methods()) {
            boolean rule = !service(method).isEmpty()
                    && method.name().endsWith("Rule")
                    && method.descriptor().startsWith("(Ldev/nephele/model/")
                    && method.descriptor().endsWith(";Ldev/nephele/kernel/Undecided;)Ljava/util/List;");
            if (rule) {
                rules.add(rule(method));
            }
        }
        return rules;
    }

    /** The service that a method belongs to; empty for those of other rooms. */
    private static String service(Reach.Method method) {
        Matcher generated = GENERATED.matcher(method.owner());
        return generated.matches()
                ? generated.group(1)
                : method.owner().startsWith(SERVICES)
                        ? method.owner().substring(SERVICES.length()).split("/")[0]
                        : "";
    }

    private static Rule rule(Reach.Method method) {
        String service = service(method);
        String name = method.name().substring(0, method.name().length() - "Rule".length());
        String operation = service + ':' + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        Set<String> constants = CODE.constants(method);
        Set<Action> actions = constants.stream()
                .flatMap(text -> Stream.of(text, service + ':' + text))
                .flatMap(text -> ActionCatalog.get()
                        .action(text)
                        .filter(action -> action.name().equals(text))
                        .stream())
                .collect(Collectors.toSet());
        Set<String> keys = constants.stream().map(ConditionKeysTest::bare).collect(Collectors.toSet());
        Schema input = input(method.descriptor());
        Set<String> carried = actions.stream()
                .flatMap(action -> InputKeys.named(action.name(), input).keySet().stream())
                .map(ConditionKeysTest::bare)
                .collect(Collectors.toSet());
        return new Rule(operation, actions, constants, keys, carried);
    }

    private static Schema input(String descriptor) {
        String name = descriptor.substring(2, descriptor.indexOf(';')).replace('/', '.');
        try {
            return (Schema) Class.forName(name).getField("SCHEMA").get(null);
        } catch (ReflectiveOperationException noInput) {
            throw new IllegalStateException(name, noInput);
        }
    }

    /** The keys of the actions and of the resources they act on; those of identity providers are named by these. */
    private static Set<String> expected(Rule rule) {
        Set<String> keys = new TreeSet<>();
        for (Action action : rule.actions()) {
            String prefix = action.name().substring(0, action.name().indexOf(':') + 1);
            Stream<ConditionKey> targets = targets(rule, action).stream()
                    .flatMap(target ->
                            Stream.concat(target.conditionKeys().stream(), target.type().conditionKeys().stream()));
            Stream.concat(action.conditionKeys().stream(), targets)
                    .map(ConditionKey::name)
                    .filter(key -> key.startsWith(prefix) || key.startsWith("aws:"))
                    .forEach(key -> keys.add(bare(key)));
        }
        return keys;
    }

    /** Of the resource types of an action those whose ARN the rule can write, or all if it writes none by itself. */
    private static List<Action.Target> targets(Rule rule, Action action) {
        List<Action.Target> written = action.targets().stream()
                .filter(target -> rule.constants().stream().anyMatch(text -> text.endsWith(begin(target))))
                .toList();
        return written.isEmpty() ? action.targets() : written;
    }

    /** How the resource part of a type's ARN begins, such as {@code key-pair/}; empty if with a name. */
    private static String begin(Action.Target target) {
        String resource = target.type().arn().split(":", 6)[5];
        int name = resource.indexOf("${");
        return name < 0 ? resource : resource.substring(0, name);
    }

    /** A key in lower case, up to what varies: {@code aws:requesttag/}, {@code kms:recipientattestation:}. */
    private static String bare(String key) {
        int colon = key.indexOf(':');
        int second = key.indexOf(':', colon + 1);
        int slash = key.indexOf('/', colon + 1);
        int end = second >= 0 ? second + 1 : slash >= 0 ? slash + 1 : key.length();
        return key.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
