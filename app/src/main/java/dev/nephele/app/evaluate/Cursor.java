package dev.nephele.app.evaluate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in one JSON text of bytes. Values are read in order; a value that is of no interest here, such as a policy
 * document, is skipped as a whole and remembered by its bounds, so that its own reader judges what is inside.
 */
final class Cursor {
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int valueStart;
    private int valueEnd;

    /** Goes to the beginning of a text. */
    void reset(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the value that was skipped last begins. */
    int valueStart() {
        return valueStart;
    }

    /** Behind the value that was skipped last. */
    int valueEnd() {
        return valueEnd;
    }

    /** The first byte of the next value, or 0 at the end. */
    int peek() {
        while (at < end) {
            byte b = bytes[at];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
            at++;
        }
        return 0;
    }

    private void take(char wanted) throws BadLineException {
        if (peek() != wanted) {
            throw bad("'" + wanted + "' expected");
        }
        at++;
    }

    void enterObject() throws BadLineException {
        take('{');
    }

    /**
     * The name of the next member of an object, or null behind its last.
     *
     * @param first whether it would be the first one
     */
    @Nullable
    String member(boolean first) throws BadLineException {
        if (!more(first, '}')) {
            return null;
        }
        String name = string();
        take(':');
        return name;
    }

    void enterArray() throws BadLineException {
        take('[');
    }

    /** Whether an array has another item. */
    boolean item(boolean first) throws BadLineException {
        return more(first, ']');
    }

    private boolean more(boolean first, char close) throws BadLineException {
        int next = peek();
        if (next == close) {
            at++;
            return false;
        }
        if (!first) {
            take(',');
        }
        return true;
    }

    /** Makes sure that nothing follows. */
    void finish() throws BadLineException {
        if (peek() != 0) {
            throw bad("something follows the object");
        }
    }

    /** Reads {@code null} if it is next, and answers whether it was. */
    boolean isNull() throws BadLineException {
        if (peek() != 'n') {
            return false;
        }
        if (!literal().equals("null")) {
            throw bad("null expected");
        }
        return true;
    }

    /** A string. */
    String string() throws BadLineException {
        take('"');
        int start = at;
        while (at < end) {
            byte b = bytes[at];
            if (b == '"') {
                String text = new String(bytes, start, at - start, StandardCharsets.UTF_8);
                at++;
                return text;
            }
            if (b == '\\') {
                return escaped(start);
            }
            if (b >= 0 && b < ' ') {
                throw bad("a control character in a string");
            }
            at++;
        }
        throw bad("a string does not end");
    }

    private String escaped(int start) throws BadLineException {
        StringBuilder text = new StringBuilder(new String(bytes, start, at - start, StandardCharsets.UTF_8));
        while (at < end) {
            byte b = bytes[at];
            if (b == '"') {
                at++;
                return text.toString();
            }
            if (b == '\\') {
                at++;
                text.append(escape());
            } else if (b >= 0 && b < ' ') {
                throw bad("a control character in a string");
            } else {
                int plain = at;
                while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] < 0 || bytes[at] >= ' ')) {
                    at++;
                }
                text.append(new String(bytes, plain, at - plain, StandardCharsets.UTF_8));
            }
        }
        throw bad("a string does not end");
    }

    private char escape() throws BadLineException {
        if (at >= end) {
            throw bad("a string does not end");
        }
        byte b = bytes[at++];
        return switch (b) {
            case '"', '\\', '/' -> (char) b;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw bad("an unknown escape");
        };
    }

    private char unicode() throws BadLineException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(bytes[at++], 16) : -1;
            if (digit < 0) {
                throw bad("four hexadecimal digits expected");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** A string, number or boolean in its text. */
    String scalar() throws BadLineException {
        int next = peek();
        if (next == '"') {
            return string();
        }
        if (next == '{' || next == '[') {
            throw bad("a string expected");
        }
        String text = literal();
        if (!text.equals("true") && !text.equals("false") && !isNumber(text)) {
            throw bad("a value expected");
        }
        return text;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    }

    /** One scalar, or a list of them. */
    List<String> scalars() throws BadLineException {
        if (peek() != '[') {
            return List.of(scalar());
        }
        enterArray();
        List<String> all = new ArrayList<>(4);
        while (item(all.isEmpty())) {
            all.add(scalar());
        }
        return all;
    }

    private String literal() {
        int start = at;
        while (at < end && isLiteral(bytes[at])) {
            at++;
        }
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isLiteral(byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b == '-' || b == '+' || b == '.' || b == 'E';
    }

    /** Skips one value; its bounds are remembered. Inside it only strings and brackets are looked at. */
    void skip() throws BadLineException {
        int first = peek();
        valueStart = at;
        if (first == '"') {
            at++;
            skipString();
        } else if (first == '{' || first == '[') {
            skipBrackets();
        } else if (literal().isEmpty()) {
            throw bad("a value expected");
        }
        valueEnd = at;
    }

    private void skipBrackets() throws BadLineException {
        byte[] text = bytes;
        int depth = 0;
        while (at < end) {
            byte b = text[at++];
            if (b == '"') {
                skipString();
            } else if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return;
            }
        }
        throw bad("a bracket is not closed");
    }

    private void skipString() throws BadLineException {
        byte[] text = bytes;
        int i = at;
        while (i < end) {
            byte b = text[i++];
            if (b == '"') {
                at = i;
                return;
            }
            if (b == '\\') {
                i++;
            }
        }
        throw bad("a string does not end");
    }

    private BadLineException bad(String what) {
        return new BadLineException("not JSON: " + what);
    }
}
