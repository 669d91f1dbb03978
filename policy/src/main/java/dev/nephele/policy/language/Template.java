package dev.nephele.policy.language;

import dev.nephele.policy.request.Context;
import dev.nephele.policy.request.Fold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy, ready to be held against a region of a request's text. It is cut at its stars into chunks; the
 * first chunk is held at the beginning, the last at the end, and each between at the first place it fits after its
 * predecessor, which is right for patterns whose only repetition is the star. A variable's value is compared literally
 * where it stands. Nothing is allocated and no place is tried twice, so the time is bounded by the product of the
 * lengths.
 *
 * <p>A pattern with a variable that has no value matches nothing.
 */
final class Template {
    private static final int UNRESOLVED = -1;

    private enum Form {
        ANY,
        EXACT,
        PREFIX,
        CHUNKS
    }

    private final Form form;
    /** The text of EXACT and PREFIX. */
    private final String literal;

    private final Piece[][] chunks;
    private final boolean fold;

    private Template(Form form, String literal, Piece[][] chunks, boolean fold) {
        this.form = form;
        this.literal = literal;
        this.chunks = chunks;
        this.fold = fold;
    }

    /** Compiles a text; see {@link Piece#cut}. With {@code fold} case does not count. */
    static Template of(String text, boolean wildcards, boolean variables, boolean fold) {
        return of(Piece.cut(text, wildcards, variables), fold);
    }

    static Template of(List<Piece> pieces, boolean fold) {
        if (pieces.isEmpty()) {
            return new Template(Form.EXACT, "", new Piece[0][], fold);
        }
        if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Star) {
            return new Template(Form.ANY, "", new Piece[0][], fold);
        }
        if (pieces.getFirst() instanceof Piece.Literal(String text)) {
            if (pieces.size() == 1) {
                return new Template(Form.EXACT, text, new Piece[0][], fold);
            }
            if (pieces.size() == 2 && pieces.get(1) instanceof Piece.Star) {
                return new Template(Form.PREFIX, text, new Piece[0][], fold);
            }
        }
        List<Piece[]> chunks = new ArrayList<>();
        List<Piece> chunk = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Star) {
                chunks.add(chunk.toArray(Piece[]::new));
                chunk.clear();
            } else {
                chunk.add(piece);
            }
        }
        chunks.add(chunk.toArray(Piece[]::new));
        return new Template(Form.CHUNKS, "", chunks.toArray(Piece[][]::new), fold);
    }

    /** Whether the text is one run of fixed characters. */
    boolean fixed() {
        return form == Form.EXACT;
    }

    boolean matches(String text, Context context) {
        return matches(text, 0, text.length(), context);
    }

    /** Whether the characters from {@code from} to before {@code to} match. */
    boolean matches(String text, int from, int to, Context context) {
        return switch (form) {
            case ANY -> true;
            case EXACT -> to - from == literal.length() && same(text, from, literal);
            case PREFIX -> to - from >= literal.length() && same(text, from, literal);
            case CHUNKS -> chunks(text, from, to, context);
        };
    }

    private boolean same(String text, int at, String other) {
        return fold ? Fold.equal(text, at, other, other.length()) : text.startsWith(other, at);
    }

    private boolean chunks(String text, int from, int to, Context context) {
        int last = chunks.length - 1;
        int first = length(chunks[0], context);
        if (first == UNRESOLVED || first > to - from || !fits(chunks[0], text, from, context)) {
            return false;
        }
        if (last == 0) {
            return first == to - from;
        }
        int at = from + first;
        int tail = length(chunks[last], context);
        if (tail == UNRESOLVED || tail > to - at || !fits(chunks[last], text, to - tail, context)) {
            return false;
        }
        int end = to - tail;
        for (int i = 1; i < last; i++) {
            int length = length(chunks[i], context);
            if (length == UNRESOLVED) {
                return false;
            }
            while (at + length <= end && !fits(chunks[i], text, at, context)) {
                at++;
            }
            if (at + length > end) {
                return false;
            }
            at += length;
        }
        return true;
    }

    private static int length(Piece[] chunk, Context context) {
        int length = 0;
        for (Piece piece : chunk) {
            switch (piece) {
                case Piece.Literal(String text) -> length += text.length();
                case Piece.One() -> length++;
                case Piece.Star() -> throw new AssertionError("a star parts chunks");
                case Piece.Variable variable -> {
                    String value = resolve(variable, context);
                    if (value == null) {
                        return UNRESOLVED;
                    }
                    length += value.length();
                }
            }
        }
        return length;
    }

    /** Whether the chunk, whose length is known to fit and whose variables have values, stands at this place. */
    private boolean fits(Piece[] chunk, String text, int start, Context context) {
        int at = start;
        for (Piece piece : chunk) {
            switch (piece) {
                case Piece.Literal(String part) -> {
                    if (!same(text, at, part)) {
                        return false;
                    }
                    at += part.length();
                }
                case Piece.One() -> at++;
                case Piece.Star() -> throw new AssertionError("a star parts chunks");
                case Piece.Variable variable -> {
                    String value = resolve(variable, context);
                    if (value == null || !same(text, at, value)) {
                        return false;
                    }
                    at += value.length();
                }
            }
        }
        return true;
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
