package dev.nephele.app.policy;

import dev.nephele.app.command.Failure;
import dev.nephele.policy.metadata.Action;
import dev.nephele.policy.metadata.ActionCatalog;
import dev.nephele.policy.metadata.ServiceActions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The actions of AWS by name, and which one was meant by a name that is none. */
final class KnownActions {
    private KnownActions() {}

    /** @throws Failure if AWS has no such action, with the nearest one that it has */
    static void require(String action) throws Failure {
        ActionCatalog catalog = ActionCatalog.get();
        if (catalog.action(action).isPresent()) {
            return;
        }
        int colon = Math.max(0, action.indexOf(':'));
        String prefix = action.substring(0, colon).toLowerCase(Locale.ROOT);
        String name = action.substring(colon);
        String service = catalog.prefixes().contains(prefix) ? prefix : nearest(prefix, catalog.prefixes().stream());
        String meant = catalog.service(service)
                .map(ServiceActions::actions)
                .map(actions -> nearest(service + name, names(actions)))
                .orElse("");
        throw Failure.wrongUse("AWS has no action " + action + "; did you mean " + meant + '?');
    }

    private static Stream<String> names(Collection<Action> actions) {
        return actions.stream().map(Action::name);
    }

    private static String nearest(String name, Stream<String> candidates) {
        Optional<String> nearest = candidates.sorted().min(Comparator.comparingInt(one -> distance(name, one)));
        return nearest.orElse("");
    }

    /** How many letters must be put in, taken out or exchanged; case does not count (Wagner and Fischer 1974). */
    static int distance(String a, String b) {
        List<String> words =
                Stream.of(a, b).map(one -> one.toLowerCase(Locale.ROOT)).toList();
        String from = words.getFirst();
        String to = words.getLast();
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
