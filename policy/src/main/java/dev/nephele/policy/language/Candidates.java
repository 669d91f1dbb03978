package dev.nephele.policy.language;

import java.util.List;

/**
 * The statements of a policy that may match an action.
 *
 * @param sure whether the statements are known to match the action, so that it need not be compared again
 */
record Candidates(boolean sure, Statement[] denies, Statement[] allows) {
    static final Candidates NONE = new Candidates(true, new Statement[0], new Statement[0]);

    static Candidates of(boolean sure, List<Statement> statements) {
        if (statements.isEmpty()) {
            return NONE;
        }
        return new Candidates(sure, of(statements, Statement.Effect.DENY), of(statements, Statement.Effect.ALLOW));
    }

    private static Statement[] of(List<Statement> statements, Statement.Effect effect) {
        return statements.stream().filter(s -> s.effect() == effect).toArray(Statement[]::new);
    }
}
