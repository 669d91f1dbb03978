package dev.nephele.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding, decoded exactly once (RFC 3986; in queries and forms a plus sign is a space). */
public final class Percent {
    private static final String HEX = "0123456789ABCDEF";

    private Percent() {}

    /** Decodes a piece of a path; null when it is malformed or not UTF-8. */
    public static @Nullable String decodePath(String text) {
        return text.indexOf('%') < 0 ? text : decode(text, 0, text.length(), false);
    }

    /** Decodes a piece of a query or form; null when it is malformed or not UTF-8. */
    public static @Nullable String decodeQuery(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '+') {
                return decode(text, from, to, true);
            }
        }
        return text.substring(from, to);
    }

    private static @Nullable String decode(String text, int from, int to, boolean plusIsSpace) {
        byte[] bytes = new byte[(to - from) * 3];
        int size = 0;
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int value = i + 2 < to ? hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2)) : -1;
                if (value < 0) {
                    return null;
                }
                ascii &= value < 0x80;
                bytes[size++] = (byte) value;
                i += 2;
            } else if (c < 0x80) {
                bytes[size++] = c == '+' && plusIsSpace ? (byte) ' ' : (byte) c;
            } else {
                ascii = false;
                int point = text.codePointAt(i);
                byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(utf8, 0, bytes, size, utf8.length);
                size += utf8.length;
                i += Character.charCount(point) - 1;
            }
        }
        return ascii ? new String(bytes, 0, size, StandardCharsets.US_ASCII) : utf8(bytes, size);
    }

    private static @Nullable String utf8(byte[] bytes, int size) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, size))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -0x100;
    }

    /** Encodes everything but letters, digits and {@code -._~}, as AWS does; slashes are kept when asked. */
    public static String encode(String text, boolean keepSlash) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~'
                    || c == '/' && keepSlash) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }
}
