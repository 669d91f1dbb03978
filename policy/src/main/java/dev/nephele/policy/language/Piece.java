package dev.nephele.policy.language;

import dev.nephele.policy.request.ConditionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a text in a policy that may hold wildcards and variables. */
sealed interface Piece {

    /** Characters that stand for themselves. */
    record Literal(String text) implements Piece {}

    /** {@code ?}: exactly one character. */
    record One() implements Piece {}

    /** {@code *}: any run of characters. */
    record Star() implements Piece {}

    /**
     * The value of a condition key, taken literally.
     *
     * @param fallback the value when the key is absent, if the policy gives one
     */
    record Variable(ConditionKey key, @Nullable String fallback) implements Piece {}

    /**
     * Cuts a text into pieces; neighbouring literals are one.
     *
     * @param wildcards whether {@code *} and {@code ?} are wildcards
     * @param variables whether <code>${…}</code> is a variable, which depends on the policy's version
     */
    static List<Piece> cut(String text, boolean wildcards, boolean variables) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (variables && c == '$' && text.startsWith("${", i)) {
                int end = text.indexOf('}', i);
                if (end > 0) {
                    String inner = text.substring(i + 2, end);
                    if (inner.equals("*") || inner.equals("?") || inner.equals("$")) {
                        literal.append(inner);
                    } else {
                        flush(literal, pieces);
                        pieces.add(variable(inner));
                    }
                    i = end;
                    continue;
                }
            }
            if (wildcards && (c == '*' || c == '?')) {
                flush(literal, pieces);
                boolean again = c == '*' && !pieces.isEmpty() && pieces.getLast() instanceof Star;
                if (!again) {
                    pieces.add(c == '*' ? new Star() : new One());
                }
            } else {
                literal.append(c);
            }
        }
        flush(literal, pieces);
        return pieces;
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private static Variable variable(String inner) {
        int comma = inner.indexOf(", '");
        if (comma > 0 && inner.length() > comma + 3 && inner.endsWith("'")) {
            return new Variable(
                    ConditionKey.ofPolicy(inner.substring(0, comma)), inner.substring(comma + 3, inner.length() - 1));
        }
        return new Variable(ConditionKey.ofPolicy(inner), null);
    }
}
