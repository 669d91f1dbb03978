package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Paths and query components in the encoding of signatures: every byte but {@code A-Z a-z 0-9 - . _ ~} as {@code %XX}
 * in upper case (AWS General Reference, "Create a canonical request").
 */
final class UriText {
    private static final boolean[] UNRESERVED = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            UNRESERVED[c] =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
        }
    }

    private UriText() {}

    /** S3's canonical path: decoded and encoded once more, segments and slashes as they are. */
    static String onceEncoded(String rawPath) {
        return isCanonical(rawPath, true) ? rawPath : encode(decode(rawPath, false), true);
    }

    /** The canonical path of every other service: dot segments and empty ones resolved, the sent form encoded again. */
    static String twiceEncoded(String rawPath) {
        if (rawPath.equals("/") || rawPath.isEmpty()) {
            return "/";
        }
        return encode(resolved(rawPath).getBytes(UTF_8), true);
    }

    private static String resolved(String path) {
        if (path.indexOf("//") < 0 && path.indexOf("/.") < 0) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        int at = 0;
        while (at <= path.length()) {
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            String segment = path.substring(at, end);
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
            at = end + 1;
        }
        StringBuilder text = new StringBuilder(path.length());
        for (Iterator<String> i = kept.iterator(); i.hasNext(); ) {
            text.append('/').append(i.next());
        }
        if (text.isEmpty() || path.endsWith("/")) {
            text.append('/');
        }
        return text.toString();
    }

    /** A query component as signatures see it. A plus sign stands for a space unless it is kept as itself. */
    static String component(String raw, boolean plusKept) {
        return isCanonical(raw, false) ? raw : encode(decode(raw, !plusKept), false);
    }

    /** The text of a percent-encoded component; a stray percent sign stands for itself. */
    static String decoded(String raw) {
        return raw.indexOf('%') < 0 && raw.indexOf('+') < 0 ? raw : new String(decode(raw, true), UTF_8);
    }

    private static boolean isCanonical(String text, boolean slashes) {
        int size = text.length();
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c < 128 && UNRESERVED[c] || c == '/' && slashes) {
                continue;
            }
            if (c != '%' || i + 2 >= size) {
                return false;
            }
            int high = upperHex(text.charAt(i + 1));
            int low = upperHex(text.charAt(i + 2));
            int value = high << 4 | low;
            if (high < 0 || low < 0 || value < 128 && UNRESERVED[value] || value == '/' && slashes) {
                return false;
            }
            i += 2;
        }
        return true;
    }

    private static byte[] decode(String text, boolean plusIsSpace) {
        byte[] sent = text.getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sent.length);
        for (int i = 0; i < sent.length; i++) {
            int c = sent[i];
            if (c == '%' && i + 2 < sent.length) {
                int high = Character.digit(sent[i + 1], 16);
                int low = Character.digit(sent[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    bytes.write(high << 4 | low);
                    i += 2;
                    continue;
                }
            }
            bytes.write(c == '+' && plusIsSpace ? ' ' : c);
        }
        return bytes.toByteArray();
    }

    static String encode(byte[] bytes, boolean slashes) {
        ByteText text = new ByteText(bytes.length + 16);
        for (byte b : bytes) {
            if (b >= 0 && UNRESERVED[b] || b == '/' && slashes) {
                text.add((char) b);
            } else {
                text.addEncoded(b & 0xff);
            }
        }
        return text.toString();
    }

    private static int upperHex(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
