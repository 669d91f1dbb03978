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
 * match it; for any other action only those with wildcards or {@code NotAction} are looked at.
 */
public final class Policy {
    private final String text;
    private final List<Statement> statements;
    private final Map<String, Candidates> named;
    private final Candidates others;
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
        this.others = Candidates.of(
                false,
                statements.stream()
                        .filter(s -> s.actions().reachesBeyondExact())
                        .toList());
    }

    private Candidates matching(String name) {
        Action action = Action.of(name);
        return Candidates.of(
                true, statements.stream().filter(s -> s.matchesAction(action)).toList());
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
        Candidates candidates = candidates(request.action());
        for (Statement statement : candidates.denies()) {
            if ((candidates.sure() || statement.matchesAction(request.action()))
                    && statement.match(request, type, bounded) != Strength.NONE) {
                return statement;
            }
        }
        return null;
    }

    /** The first statement of those that allow the request most directly, or null. */
    public @Nullable Statement allowing(AuthorizationRequest request, PolicyType type, boolean bounded) {
        Candidates candidates = candidates(request.action());
        Statement best = null;
        Strength most = Strength.NONE;
        for (Statement statement : candidates.allows()) {
            if (candidates.sure() || statement.matchesAction(request.action())) {
                Strength strength = statement.match(request, type, bounded);
                if (strength.compareTo(most) > 0) {
                    if (strength == Strength.DIRECT) {
                        return statement;
                    }
                    best = statement;
                    most = strength;
                }
            }
        }
        return best;
    }

    private Candidates candidates(Action action) {
        Candidates known = named.get(action.lower());
        return known == null ? others : known;
    }

    @Override
    public String toString() {
        return text;
    }
}
