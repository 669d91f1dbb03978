package dev.nephele.gateway.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link Encoder} wrote. Bytes that end too early are a bug or a damaged store: {@link IllegalStateException}. */
public final class Decoder {
    private final byte[] bytes;
    private int at;

    public Decoder(byte[] bytes) {
        this.bytes = bytes;
    }

    public int octet() {
        need(1);
        return bytes[at++] & 0xff;
    }

    public boolean flag() {
        return octet() != 0;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("number too long at " + at);
    }

    public byte[] raw(int length) {
        need(length);
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    public String text() {
        int length = length();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    public List<String> texts() {
        int count = length();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(text());
        }
        return List.copyOf(values);
    }

    public Map<String, List<String>> lists() {
        int count = length();
        Map<String, List<String>> values = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            values.put(text(), texts());
        }
        return values;
    }

    /** What {@link Encoder#keys} wrote. */
    Map<String, List<String>> keys() {
        int count = length();
        Map<String, List<String>> values = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            String key = word();
            String[] list = new String[length()];
            for (int j = 0; j < list.length; j++) {
                list[j] = word();
            }
            values.put(key, List.of(list));
        }
        return values;
    }

    private String word() {
        long number = number();
        return number == 0 ? text() : Words.word(Math.toIntExact(number - 1));
    }

    public Map<String, String> map() {
        int count = length();
        Map<String, String> values = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            values.put(text(), text());
        }
        return values;
    }

    /** A length or count: each element takes at least one byte, so it cannot exceed what is left. */
    public int length() {
        long length = number();
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalStateException("length " + length + " at " + at);
        }
        return (int) length;
    }

    private void need(int count) {
        if (count > bytes.length - at) {
            throw new IllegalStateException("record ends at " + bytes.length);
        }
    }
}
