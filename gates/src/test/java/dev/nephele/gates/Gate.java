package dev.nephele.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One named rule against the exceptions that INVARIANTS.md grants it. An exception is a table row
 * {@code | rule | `place` | reason |} below the heading "Exceptions".
 */
final class Gate {
    private static final Pattern ROW =
            Pattern.compile("\\|\\s*([a-z-]+)\\s*\\|\\s*`([^`]+)`\\s*\\|\\s*(\\S.{9,}?)\\s*\\|");

    private final String rule;
    private final Set<String> excused = new TreeSet<>();

    private Gate(String rule) {
        this.rule = rule;
    }

    static Gate of(String rule) {
        String document = SourceTree.read(SourceTree.ROOT.resolve("INVARIANTS.md"));
        int exceptions = document.indexOf("\n## Exceptions");
        assertThat(exceptions).as("INVARIANTS.md has a section Exceptions").isPositive();
        assertThat(document).as("INVARIANTS.md names the rule").contains("`" + rule + "`");
        Gate gate = new Gate(rule);
        Matcher rows = ROW.matcher(document.substring(exceptions));
        while (rows.find()) {
            if (rows.group(1).equals(rule)) {
                gate.excused.add(rows.group(2));
            }
        }
        return gate;
    }

    /** Passes if every violation is excused and every excuse is needed. */
    void judge(List<Violation> violations) {
        List<Violation> open = new ArrayList<>();
        Set<String> unused = new TreeSet<>(excused);
        for (Violation violation : violations) {
            unused.remove(violation.place());
            if (!excused.contains(violation.place())) {
                open.add(violation);
            }
        }
        assertThat(open).as("violations of " + rule).isEmpty();
        assertThat(unused)
                .as("exceptions from " + rule + " that excuse nothing")
                .isEmpty();
    }
}
