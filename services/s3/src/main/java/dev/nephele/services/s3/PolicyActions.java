package dev.nephele.services.s3;

import dev.nephele.policy.grammar.BucketGrammar.S3Actions;
import dev.nephele.policy.metadata.Action;
import dev.nephele.policy.metadata.ActionCatalog;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The actions that a bucket policy may name, as the Service Authorization Reference has them. */
final class PolicyActions {
    private static final S3Actions KNOWN = read();

    private PolicyActions() {}

    static S3Actions known() {
        return KNOWN;
    }

    private static S3Actions read() {
        Collection<Action> actions = ActionCatalog.get()
                .service("s3")
                .map(service -> service.actions())
                .orElse(List.of());
        Set<String> all = new HashSet<>();
        actions.forEach(action -> all.add(name(action)));
        return new S3Actions(all, on("bucket", actions), on("object", actions));
    }

    private static Set<String> on(String type, Collection<Action> actions) {
        Set<String> names = new HashSet<>();
        for (Action action : actions) {
            if (action.targets().stream()
                    .anyMatch(target -> target.type().name().equals(type))) {
                names.add(name(action));
            }
        }
        return names;
    }

    private static String name(Action action) {
        return action.name().substring(action.name().indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
