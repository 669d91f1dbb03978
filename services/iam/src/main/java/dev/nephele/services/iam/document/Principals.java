package dev.nephele.services.iam.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The AWS principals of a policy: the strings at {@code Statement/Principal/AWS} and {@code Statement/NotPrincipal/AWS},
 * each alone or in a list.
 */
public final class Principals {
    /** Policies nest five deep; documents nest no deeper than this. */
    private static final int DEPTH = 64;

    private final String text;
    private final List<Found> found = new ArrayList<>();
    private int at;

    private Principals(String text) {
        this.text = text;
    }

    /** The principals in the order of the document. */
    public static List<String> list(String document) {
        return find(document).stream().map(Found::value).toList();
    }

    /** The document with each principal replaced; all else stays as it is, white space too. */
    public static String replace(String document, UnaryOperator<String> replacement) {
        StringBuilder out = new StringBuilder(document.length());
        int copied = 0;
        for (Found principal : find(document)) {
            String value = replacement.apply(principal.value());
            if (!value.equals(principal.value())) {
                out.append(document, copied, principal.start())
                        .append('"')
                        .append(value)
                        .append('"');
                copied = principal.end();
            }
        }
        return copied == 0
                ? document
                : out.append(document, copied, document.length()).toString();
    }

    private static List<Found> find(String document) {
        Principals reader = new Principals(document);
        reader.value("", 0);
        return reader.found;
    }

    /** Reads the value at the cursor. The path names the keys that lead to it; lists add nothing. */
    private void value(String path, int depth) {
        if (depth > DEPTH) {
            throw new IllegalArgumentException("policy document nests deeper than " + DEPTH);
        }
        blank();
        switch (current()) {
            case '{' -> members(path, depth);
            case '[' -> elements(path, depth);
            case '"' -> {
                int start = at;
                String string = string();
                if (path.equals("/Statement/Principal/AWS") || path.equals("/Statement/NotPrincipal/AWS")) {
                    found.add(new Found(start, at, string));
                }
            }
            default -> {
                while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
            }
        }
    }

    private void members(String path, int depth) {
        at++;
        blank();
        while (current() != '}') {
            String key = string();
            blank();
            expect(':');
            value(path + '/' + key, depth + 1);
            blank();
            if (current() == ',') {
                at++;
                blank();
            }
        }
        at++;
    }

    private void elements(String path, int depth) {
        at++;
        blank();
        while (current() != ']') {
            value(path, depth + 1);
            blank();
            if (current() == ',') {
                at++;
                blank();
            }
        }
        at++;
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (current() != '"') {
            char c = text.charAt(at++);
            value.append(c == '\\' ? escape() : c);
        }
        at++;
        return value.toString();
    }

    private char escape() {
        char c = current();
        at++;
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int end = Math.min(at + 4, text.length());
                char unit = (char) Integer.parseInt(text.substring(at, end), 16);
                at = end;
                yield unit;
            }
            default -> c;
        };
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char c) {
        if (current() != c) {
            throw new IllegalArgumentException("policy document is not JSON at " + at);
        }
        at++;
    }

    private char current() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("policy document ends early");
        }
        return text.charAt(at);
    }

    /**
     * A principal in the text.
     *
     * @param start of its opening quote
     * @param end behind its closing quote
     */
    private record Found(int start, int end, String value) {}
}
