package dev.nephele.policy.language;

import dev.nephele.policy.request.Context;
import java.util.ArrayList;
import java.util.List;

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
    private static final Chunk[] NO_CHUNKS = {};

    private enum Form {
        ANY,
        EXACT,
        PREFIX,
        CHUNKS
    }

    private final Form form;
    /** The text of EXACT and PREFIX. */
    private final String literal;

    private final Chunk[] chunks;
    private final boolean fold;

    private Template(Form form, String literal, Chunk[] chunks, boolean fold) {
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
            return new Template(Form.EXACT, "", NO_CHUNKS, fold);
        }
        if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Star) {
            return new Template(Form.ANY, "", NO_CHUNKS, fold);
        }
        if (pieces.getFirst() instanceof Piece.Literal(String text)) {
            if (pieces.size() == 1) {
                return new Template(Form.EXACT, text, NO_CHUNKS, fold);
            }
            if (pieces.size() == 2 && pieces.get(1) instanceof Piece.Star) {
                return new Template(Form.PREFIX, text, NO_CHUNKS, fold);
            }
        }
        List<Chunk> chunks = new ArrayList<>();
        List<Piece> chunk = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Star) {
                chunks.add(new Chunk(chunk, fold));
                chunk.clear();
            } else {
                chunk.add(piece);
            }
        }
        chunks.add(new Chunk(chunk, fold));
        return new Template(Form.CHUNKS, "", chunks.toArray(Chunk[]::new), fold);
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
            case EXACT -> to - from == literal.length() && Chunk.same(text, from, literal, fold);
            case PREFIX -> to - from >= literal.length() && Chunk.same(text, from, literal, fold);
            case CHUNKS -> chunks(text, from, to, context);
        };
    }

    private boolean chunks(String text, int from, int to, Context context) {
        int last = chunks.length - 1;
        int first = chunks[0].length(context);
        if (first == Chunk.UNRESOLVED || first > to - from || !chunks[0].fits(text, from, context)) {
            return false;
        }
        if (last == 0) {
            return first == to - from;
        }
        int at = from + first;
        int tail = chunks[last].length(context);
        if (tail == Chunk.UNRESOLVED || tail > to - at || !chunks[last].fits(text, to - tail, context)) {
            return false;
        }
        int end = to - tail;
        for (int i = 1; i < last; i++) {
            int length = chunks[i].length(context);
            int found = length == Chunk.UNRESOLVED ? -1 : chunks[i].find(text, at, end, length, context);
            if (found < 0) {
                return false;
            }
            at = found + length;
        }
        return true;
    }
}
