package dev.nephele.wire.scalar;

import dev.nephele.model.Blob;
import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Schema.TimestampFormat;
import java.time.Instant;
import java.util.Base64;

/** Scalar values as text: in queries, forms, headers, URIs and XML. */
public final class Scalars {
    private Scalars() {}

    /**
     * Reads a scalar from text.
     *
     * @throws IllegalArgumentException when the text is no such value
     */
    public static Object parse(String text, Schema schema) {
        return switch (schema.kind()) {
            case STRING -> text;
            case BOOLEAN -> parseBoolean(text);
            case INTEGER -> Integer.valueOf(number(text));
            case LONG -> Long.valueOf(number(text));
            case FLOAT -> Float.valueOf((float) parseDouble(text.strip()));
            case DOUBLE -> Double.valueOf(parseDouble(text.strip()));
            case BLOB -> Blob.wrap(parseBase64(text));
            case TIMESTAMP -> Timestamps.parse(text);
            case DOCUMENT -> text;
            case STRUCTURE, UNION, LIST, MAP -> throw new IllegalArgumentException("not a scalar");
        };
    }

    private static String number(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("+") || stripped.length() > 20) {
            throw new NumberFormatException(text);
        }
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (!(c >= '0' && c <= '9') && c != '-') {
                throw new NumberFormatException(text);
            }
        }
        return stripped;
    }

    /** @throws IllegalArgumentException when the text is neither {@code true} nor {@code false} in any case */
    public static Boolean parseBoolean(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("not a boolean");
    }

    /**
     * Reads a decimal number, {@code NaN}, {@code Infinity} or {@code -Infinity}; none of Java's other forms.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static double parseDouble(String text) {
        switch (text) {
            case "NaN":
                return Double.NaN;
            case "Infinity":
                return Double.POSITIVE_INFINITY;
            case "-Infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                break;
        }
        if (text.isEmpty() || text.length() > 1000) {
            throw new NumberFormatException();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
                throw new NumberFormatException();
            }
        }
        return Double.parseDouble(text);
    }

    /** @throws IllegalArgumentException when it is not base64; white space around it is ignored */
    public static byte[] parseBase64(String text) {
        return Base64.getDecoder().decode(text.strip());
    }

    /** The text of a scalar; timestamps in the member's own format, else in the given one. */
    public static String format(Object value, Member member, TimestampFormat otherwise) {
        return switch (value) {
            case String text -> text;
            case Double number -> format(number.doubleValue());
            case Float number -> format(number.floatValue());
            case Blob blob -> Base64.getEncoder().encodeToString(blob.unsafeArray());
            case Instant instant -> {
                TimestampFormat format = member.timestampFormat();
                yield Timestamps.format(instant, format == null ? otherwise : format);
            }
            default -> value.toString();
        };
    }

    private static String format(double number) {
        long whole = (long) number;
        return whole == number && Math.abs(number) < 1e15 && !(number == 0 && 1 / number < 0)
                ? whole + ".0"
                : Double.toString(number);
    }

    private static String format(float number) {
        return Float.toString(number);
    }
}
