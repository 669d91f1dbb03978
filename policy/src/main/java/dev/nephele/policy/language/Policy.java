package dev.nephele.policy.language;

import dev.nephele.policy.request.Action;
import dev.nephele.policy.request.AuthorizationRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy document, compiled. Immutable; what it matches depends on the request and on the
 * {@linkplain PolicyType type} it is used as, so one compiled policy serves wherever its text stands.
 *
 * <p>Statements are found by action: a table knows, for every action that the policy names in full, the statements that
 * match it; for any other action those with wildcards or {@code NotAction} are compared, and what was found is remembered
 * for as long as no other action takes its slot. That slots are written without a lock is right: what is written is
 * immutable and depends on the action only.
 */
public final class Policy {
    /** A power of two. */
    private static final int RECENT = 16;

    private final String text;
    private final List<Statement> statements;
    private final Map<String, Candidates> named;
    private final List<Statement> others;
    private final boolean canDeny;
    private final boolean canAllow;
    /** What was found for the actions that came last, each in the slot of its hash. */
    private final @Nullable Found[] recent = new @Nullable Found[RECENT];

    private volatile @Nullable String hash;

    private Policy(String text, PolicyReader.Document document) {
        this.text = text;
        Statement[] made = new Statement[document.statements().size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = new Statement(i, document.statements().get(i), document.variables());
        }
        this.statements = List.of(made);
        this.named = new HashMap<>();
        for (Statement statement : made) {
            for (String name : statement.actions().exact()) {
                named.computeIfAbsent(name, this::matching);
            }
        }
        this.others = statements.stream()
                .filter(s -> s.actions().reachesBeyondExact())
                .toList();
        this.canDeny = has(Statement.Effect.DENY);
        this.canAllow = has(Statement.Effect.ALLOW);
    }

    /** The statements of a policy that match an action. */
    private record Candidates(Statement[] denies, Statement[] allows) {
        private static final Candidates NONE = new Candidates(new Statement[0], new Statement[0]);

        /** Those of the statements that match. */
        static Candidates of(Action action, List<Statement> statements) {
            List<Statement> matching =
                    statements.stream().filter(s -> s.matchesAction(action)).toList();
            return matching.isEmpty()
                    ? NONE
                    : new Candidates(of(matching, Statement.Effect.DENY), of(matching, Statement.Effect.ALLOW));
        }

        private static Statement[] of(List<Statement> statements, Statement.Effect effect) {
            return statements.stream().filter(s -> s.effect() == effect).toArray(Statement[]::new);
        }
    }

    private record Found(Action action, Candidates candidates) {
        boolean isOf(Action other) {
            return action == other || action.lower().equals(other.lower());
        }
    }

    private boolean has(Statement.Effect effect) {
        return statements.stream().anyMatch(s -> s.effect() == effect);
    }

    private Candidates matching(String name) {
        return Candidates.of(Action.of(name), statements);
    }

    /**
     * Compiles a document. {@link Policies} remembers what it compiled.
     *
     * @throws PolicyFormatException if the text is not a policy: not JSON, an unknown element, operator or version, …
     */
    public static Policy compile(String json) {
        return new Policy(json, PolicyReader.read(json));
    }

    /** The document as it was written. */
    public String text() {
        return text;
    }

    /** The statements in their order. */
    public List<Statement> statements() {
        return statements;
    }

    /** The SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
    public String hash() {
        String known = hash;
        if (known == null) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                known = HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has SHA-256", e);
            }
            hash = known;
        }
        return known;
    }

    /** The first statement that denies the request, or null. */
    public @Nullable Statement denying(AuthorizationRequest request, PolicyType type, boolean bounded) {
        if (!canDeny) {
            return null;
        }
        for (Statement statement : candidates(request.action()).denies()) {
            if (statement.match(request, type, bounded) != Strength.NONE) {
                return statement;
            }
        }
        return null;
    }

    /** The first statement of those that allow the request most directly, or null. */
    public @Nullable Statement allowing(AuthorizationRequest request, PolicyType type, boolean bounded) {
        if (!canAllow) {
            return null;
        }
        Statement best = null;
        Strength most = Strength.NONE;
        for (Statement statement : candidates(request.action()).allows()) {
            Strength strength = statement.match(request, type, bounded);
            if (strength.compareTo(most) > 0) {
                if (strength == Strength.DIRECT) {
                    return statement;
                }
                best = statement;
                most = strength;
            }
        }
        return best;
    }

    private Candidates candidates(Action action) {
        int slot = action.hash() & RECENT - 1;
        Found found = recent[slot];
        if (found != null && found.isOf(action)) {
            return found.candidates;
        }
        Candidates known = named.get(action.lower());
        if (known == null) {
            known = Candidates.of(action, others);
        }
        recent[slot] = new Found(action, known);
        return known;
    }

    @Override
    public String toString() {
        return text;
    }
}
