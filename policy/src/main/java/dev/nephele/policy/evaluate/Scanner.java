package dev.nephele.policy.evaluate;

import dev.nephele.policy.json.JsonReader;
import dev.nephele.policy.json.NotJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Walks over one line of JSON in a buffer. Structure and strings are read strictly (RFC 8259), but for values that are
 * {@linkplain #skip skipped}: only where they end is found, and whoever uses them reads them strictly.
 */
final class Scanner {
    private final byte[] buffer;
    private final int end;
    private int at;

    Scanner(byte[] buffer, int from, int to) {
        this.buffer = buffer;
        this.at = from;
        this.end = to;
    }

    int at() {
        return at;
    }

    byte[] buffer() {
        return buffer;
    }

    /** A place to come back to. */
    record Mark(int at) {}

    Mark mark() {
        return new Mark(at);
    }

    void reset(Mark mark) {
        at = mark.at;
    }

    /** The next character that is not white space, left where it is; 0 at the end. */
    int peek() {
        while (at < end) {
            byte b = buffer[at];
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
            at++;
        }
        return 0;
    }

    /** Steps over a character that must come next. */
    void expect(char c) throws BadLineException {
        if (peek() != c) {
            throw new BadLineException("expected '" + c + "' at byte " + at + " of the line's JSON");
        }
        at++;
    }

    /** Steps over a comma and is true, or over the closing character and is false. */
    boolean more(char close) throws BadLineException {
        int c = peek();
        if (c != ',' && c != close) {
            throw new BadLineException("expected ',' or '" + close + "' at byte " + at + " of the line's JSON");
        }
        at++;
        return c == ',';
    }

    /** Steps over the closing character if it comes next. */
    boolean closes(char close) {
        if (peek() == close) {
            at++;
            return true;
        }
        return false;
    }

    /** Steps over the word null if it comes next. */
    boolean isNull() {
        if (peek() == 'n' && end - at >= 4 && buffer[at + 1] == 'u' && buffer[at + 2] == 'l' && buffer[at + 3] == 'l') {
            at += 4;
            return true;
        }
        return false;
    }

    /** Steps over a value of any kind, finding only where it ends. */
    void skip() throws BadLineException {
        int first = peek();
        if (first == '"') {
            skipString();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            int from = at;
            while (at < end && isWord(buffer[at])) {
                at++;
            }
            if (at == from) {
                throw new BadLineException("expected a value at byte " + at + " of the line's JSON");
            }
        }
    }

    /** Steps over a value of any kind and checks that it is JSON. */
    void value() throws BadLineException {
        int first = peek();
        int from = at;
        if (first == '"') {
            string();
            return;
        }
        skip();
        if (shortNumber(from, at)) {
            return;
        }
        try {
            JsonReader.read(decode(from, at));
        } catch (NotJsonException e) {
            throw new BadLineException("not JSON: " + e.getMessage());
        }
    }

    private boolean shortNumber(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] < '0' || buffer[i] > '9') {
                return false;
            }
        }
        return to - from == 1 || buffer[from] != '0';
    }

    /** Reads a string, or a number or truth value as its text. */
    String scalar() throws BadLineException {
        int first = peek();
        if (first == '"') {
            return string();
        }
        int from = at;
        value();
        if (first == '{' || first == '[' || first == 'n') {
            throw new BadLineException("expected a string at byte " + from + " of the line's JSON");
        }
        return decode(from, at);
    }

    private static boolean isWord(byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b == '-' || b == '+' || b == '.' || b == 'E';
    }

    private void skipNested() throws BadLineException {
        int depth = 0;
        byte[] bytes = buffer;
        int stop = end;
        int i = at;
        while (i < stop) {
            byte b = bytes[i++];
            if (b == '"') {
                while (i < stop && (b = bytes[i]) != '"') {
                    i += b == '\\' ? 2 : 1;
                }
                i++;
            } else if ((b | 0x20) == '{') {
                depth++;
            } else if ((b | 0x20) == '}' && --depth == 0) {
                at = i;
                return;
            }
        }
        throw new BadLineException("the line ends within its JSON");
    }

    private void skipString() throws BadLineException {
        int i = at + 1;
        while (i < end) {
            byte b = buffer[i];
            if (b == '"') {
                at = i + 1;
                return;
            }
            i += b == '\\' ? 2 : 1;
        }
        throw new BadLineException("the line ends within a string");
    }

    /** Reads a string, with its escapes undone. */
    String string() throws BadLineException {
        if (peek() != '"') {
            throw new BadLineException("expected a string at byte " + at + " of the line's JSON");
        }
        int from = at + 1;
        skipString();
        return text(from, at - 1);
    }

    private String text(int from, int to) throws BadLineException {
        boolean plain = true;
        for (int i = from; i < to; i++) {
            byte b = buffer[i];
            plain &= b >= ' ' && b != '\\';
            if (b >= 0 && b < ' ') {
                throw new BadLineException("a control character in a string");
            }
        }
        if (plain) {
            return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
        }
        String raw = decode(from, to);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            switch (escaped) {
                case '"', '\\', '/' -> text.append(escaped);
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append(unicode(raw, i + 1));
                    i += 4;
                }
                default -> throw new BadLineException("an unknown escape in a string");
            }
        }
        return text.toString();
    }

    /** The bytes as strict UTF-8. */
    String decode(int from, int to) throws BadLineException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(buffer, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadLineException("the line is not UTF-8");
        }
    }

    private static char unicode(String raw, int from) throws BadLineException {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < raw.length() && raw.charAt(i) < 128 ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new BadLineException("an unknown escape in a string");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }
}
