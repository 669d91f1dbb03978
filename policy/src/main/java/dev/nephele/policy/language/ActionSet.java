package dev.nephele.policy.language;

import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.Fold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The {@code Action} or {@code NotAction} of a statement, in lower case. */
final class ActionSet {
    /** An entry with a wildcard in its name. */
    private record Glob(String prefix, Template name) {}

    private final boolean everything;
    private final Set<String> exact;
    private final Glob[] globs;
    private final boolean negated;
    private final boolean empty;

    ActionSet(List<String> entries, boolean negated) {
        this.negated = negated;
        this.empty = entries.isEmpty();
        boolean all = false;
        Set<String> names = new HashSet<>();
        List<Glob> patterns = new ArrayList<>();
        for (String entry : entries) {
            String lower = Fold.lower(entry);
            int colon = lower.indexOf(':');
            if (lower.equals("*") || lower.equals("*:*")) {
                all = true;
            } else if (colon > 0 && !wild(lower.substring(0, colon))) {
                String name = lower.substring(colon + 1);
                if (wild(name)) {
                    patterns.add(new Glob(lower.substring(0, colon), Template.of(name, true, false, false)));
                } else {
                    names.add(lower);
                }
            }
        }
        this.everything = all;
        this.exact = Set.copyOf(names);
        this.globs = patterns.toArray(Glob[]::new);
    }

    private static boolean wild(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** The actions named without wildcards. */
    Set<String> exact() {
        return exact;
    }

    /** Whether an action that is not named exactly can match. */
    boolean reachesBeyondExact() {
        return negated || everything || globs.length > 0;
    }

    boolean matches(Action action) {
        return !empty && named(action) != negated;
    }

    private boolean named(Action action) {
        if (everything || exact.contains(action.lower())) {
            return true;
        }
        for (Glob glob : globs) {
            if (glob.prefix.equals(action.service())) {
                String text = action.lower();
                if (glob.name.matches(text, glob.prefix.length() + 1, text.length(), Context.EMPTY)) {
                    return true;
                }
            }
        }
        return false;
    }
}
