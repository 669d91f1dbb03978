package dev.nephele.policy.language;

import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.Fold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands between two stars of a {@link Template}: pieces of a length that a request's context settles. */
final class Chunk {
    /** The length of a chunk with a variable that has no value. */
    static final int UNRESOLVED = -1;

    private final Piece[] pieces;
    private final boolean fold;
    /** The length without the variables. */
    private final int fixed;

    private final boolean varies;
    /** The characters it begins with. */
    private final String lead;

    Chunk(List<Piece> pieces, boolean fold) {
        this.pieces = pieces.toArray(Piece[]::new);
        this.fold = fold;
        int length = 0;
        boolean variable = false;
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal(String text) -> length += text.length();
                case Piece.One() -> length++;
                case Piece.Star() -> throw new AssertionError("a star parts chunks");
                case Piece.Variable _ -> variable = true;
            }
        }
        this.fixed = length;
        this.varies = variable;
        this.lead = !pieces.isEmpty() && pieces.getFirst() instanceof Piece.Literal(String text) ? text : "";
    }

    int length(Context context) {
        if (!varies) {
            return fixed;
        }
        int length = fixed;
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Variable variable) {
                String value = resolve(variable, context);
                if (value == null) {
                    return UNRESOLVED;
                }
                length += value.length();
            }
        }
        return length;
    }

    /** The first place from {@code from} on where the chunk, so long, stands and ends by {@code end}, or -1. */
    int find(String text, int from, int end, int length, Context context) {
        for (int at = from; at + length <= end; at++) {
            if (!fold && !lead.isEmpty()) {
                at = text.indexOf(lead, at, end);
                if (at < 0 || at + length > end) {
                    return -1;
                }
            }
            if (fits(text, at, context)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether the chunk, whose length is known to fit and whose variables have values, stands at this place. */
    boolean fits(String text, int start, Context context) {
        int at = start;
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Literal(String part) -> {
                    if (!same(text, at, part, fold)) {
                        return false;
                    }
                    at += part.length();
                }
                case Piece.One() -> at++;
                case Piece.Star() -> throw new AssertionError("a star parts chunks");
                case Piece.Variable variable -> {
                    String value = resolve(variable, context);
                    if (value == null || !same(text, at, value, fold)) {
                        return false;
                    }
                    at += value.length();
                }
            }
        }
        return true;
    }

    static boolean same(String text, int at, String other, boolean fold) {
        return fold ? Fold.equal(text, at, other, other.length()) : text.startsWith(other, at);
    }

    /** The value of a variable; null if the key is absent without a fallback, or multivalued. */
    static @Nullable String resolve(Piece.Variable variable, Context context) {
        Object value = context.find(variable.key());
        if (value == null) {
            return variable.fallback();
        }
        return value instanceof String single ? single : null;
    }
}
