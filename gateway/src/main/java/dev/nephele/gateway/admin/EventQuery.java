package dev.nephele.gateway.admin;

import dev.nephele.gateway.record.Event;
import dev.nephele.wire.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for.
 *
 * @param cursor after which to go on, in the direction of the order; negative to begin
 * @param newestFirst the order
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param wanted what each must meet
 */
record EventQuery(long cursor, boolean newestFirst, int limit, Predicate<Event> wanted) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final Map<String, BiPredicate<Event, String>> FILTERS = Map.of(
            "service", (event, text) -> event.decision().what().service().equals(text),
            "operation", (event, text) -> event.decision().what().operation().equals(text),
            "principal", (event, text) -> event.decision().who().name().equals(text),
            "accessKeyId", (event, text) -> event.decision().who().accessKeyId().equals(text),
            "decision", (event, text) -> event.decision().verdict().text().equals(text),
            "error",
                    (event, text) ->
                            event.outcome() != null && event.outcome().error().equals(text),
            "refused", (event, text) -> event.refused() == truth("refused", text));
    private static final Set<String> VERDICTS = Set.of("Allowed", "ExplicitlyDenied", "ImplicitlyDenied", "NotDecided");

    /**
     * Reads a query string.
     *
     * @param newestFirst unless it says otherwise
     */
    static EventQuery parse(String query, boolean newestFirst) {
        Parameters parameters = Parameters.parse(query);
        if (parameters == null) {
            throw AdminRefusal.badRequest("The query has malformed escapes.");
        }
        long cursor = -1;
        long limit = DEFAULT_LIMIT;
        boolean newest = newestFirst;
        List<Predicate<Event>> wanted = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.name(i);
            String value = parameters.value(i);
            switch (name) {
                case "after" -> cursor = value.isEmpty() ? -1 : number(value);
                case "limit" -> limit = number(value);
                case "order" -> newest = order(value);
                default -> wanted.add(filter(name, value));
            }
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw AdminRefusal.badRequest("limit is 1 to " + MAX_LIMIT + ".");
        }
        return new EventQuery(
                cursor, newest, (int) limit, event -> wanted.stream().allMatch(one -> one.test(event)));
    }

    private static Predicate<Event> filter(String name, String value) {
        @Nullable BiPredicate<Event, String> filter = FILTERS.get(name);
        if (filter == null) {
            throw AdminRefusal.badRequest(
                    "There is no " + name + ". Give after, limit, order, service, operation, principal, accessKeyId,"
                            + " decision, error and refused.");
        }
        if (name.equals("decision") && !VERDICTS.contains(value)) {
            throw AdminRefusal.badRequest("decision is Allowed, ExplicitlyDenied, ImplicitlyDenied or NotDecided.");
        }
        if (name.equals("refused")) {
            truth(name, value);
        }
        return event -> filter.test(event, value);
    }

    private static boolean order(String value) {
        if (!value.equals("newest") && !value.equals("oldest")) {
            throw AdminRefusal.badRequest("order is newest or oldest.");
        }
        return value.equals("newest");
    }

    private static boolean truth(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw AdminRefusal.badRequest(name + " is true or false.");
        }
        return value.equals("true");
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw AdminRefusal.badRequest("Not a number: " + text);
        }
    }
}
