package dev.nephele.wire.rest;

import dev.nephele.model.Member;
import dev.nephele.model.Schema;
import dev.nephele.model.Schema.TimestampFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of headers: lists with quoted items, encoded words (RFC 2047), and nothing that could end a line. */
final class HeaderText {
    private static final Pattern WORD = Pattern.compile("=\\?([A-Za-z0-9_-]{1,40})\\?([BbQq])\\?([^?\\s]*)\\?=");

    private HeaderText() {}

    /** Splits a list. Dates have a comma of their own; other items may be quoted. */
    static List<String> split(String text, Member element) {
        Schema target = element.target();
        if (target.kind() == Schema.Kind.TIMESTAMP) {
            TimestampFormat format = element.timestampFormat();
            if (format == null || format == TimestampFormat.HTTP_DATE) {
                return dates(text);
            }
        }
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                item.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                wasQuoted = true;
            } else if (c == ',' && !quoted) {
                add(items, item, wasQuoted);
                wasQuoted = false;
            } else {
                item.append(c);
            }
        }
        add(items, item, wasQuoted);
        return items;
    }

    private static void add(List<String> items, StringBuilder item, boolean quoted) {
        String text = item.toString().strip();
        if (quoted || !text.isEmpty()) {
            items.add(text);
        }
        item.setLength(0);
    }

    private static List<String> dates(String text) {
        List<String> items = new ArrayList<>();
        int start = 0;
        boolean second = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ',') {
                if (second) {
                    items.add(text.substring(start, i).strip());
                    start = i + 1;
                }
                second = !second;
            }
        }
        items.add(text.substring(start).strip());
        return items;
    }

    /** One item of a list as it is written: quoted when it has a comma or a quote. */
    static String item(String text) {
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
            return text;
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A value that cannot end its line: control characters become spaces. */
    static String safe(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                StringBuilder clean = new StringBuilder(text.length());
                text.chars()
                        .forEach(each -> clean.append(each < ' ' && each != '\t' || each == 0x7f ? ' ' : (char) each));
                return clean.toString();
            }
        }
        return text;
    }

    /** Text whose bytes the transport took for Latin-1, as the UTF-8 it was; other text unchanged. */
    static String utf8(String text) {
        boolean high = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xff) {
                return text;
            }
            high |= c > 0x7f;
        }
        if (!high) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** Decodes the encoded words of a metadata value. */
    static String decode(String value) {
        String text = utf8(value);
        if (!text.contains("=?")) {
            return text;
        }
        Matcher word = WORD.matcher(text);
        StringBuilder out = new StringBuilder();
        int end = 0;
        boolean found = false;
        while (word.find()) {
            String between = text.substring(end, word.start());
            if (!found || !between.isBlank()) {
                out.append(between);
            }
            out.append(word(word));
            end = word.end();
            found = true;
        }
        return out.append(text, end, text.length()).toString();
    }

    private static String word(Matcher word) {
        try {
            Charset charset = Charset.forName(word.group(1));
            String content = word.group(3);
            byte[] bytes =
                    word.group(2).equalsIgnoreCase("B") ? Base64.getDecoder().decode(content) : quoted(content);
            return new String(bytes, charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return word.group();
        } catch (IllegalArgumentException e) {
            return word.group();
        }
    }

    private static byte[] quoted(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '=') {
                if (i + 2 >= content.length()) {
                    throw new IllegalArgumentException("cut off");
                }
                bytes.write(Integer.parseInt(content, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    /** A metadata value as S3 answers it: as it is when ASCII, else as one encoded word. */
    static String encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
            }
        }
        return safe(text);
    }
}
