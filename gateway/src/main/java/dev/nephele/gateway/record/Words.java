package dev.nephele.gateway.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and values of condition keys that most calls carry. The record holds their numbers instead of their text.
 *
 * <p>They stand in {@code words.txt}, a line each. Rows outlive the program that wrote them, so a word keeps its place for ever and new ones come last.
 */
final class Words {
    private static final List<String> WORDS = words();
    private static final Map<String, Integer> NUMBERS = new HashMap<>();

    static {
        for (int i = 0; i < WORDS.size(); i++) {
            NUMBERS.put(WORDS.get(i), i);
        }
    }

    private Words() {}

    private static List<String> words() {
        try (InputStream resource = Words.class.getResourceAsStream("words.txt")) {
            if (resource == null) {
                throw new IllegalStateException("words.txt is not in the module");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of a word, or -1. */
    static int number(String text) {
        Integer number = NUMBERS.get(text);
        return number == null ? -1 : number;
    }

    /**
     * The word with a number.
     *
     * @throws IllegalStateException if a newer program wrote it
     */
    static String word(int number) {
        if (number >= WORDS.size()) {
            throw new IllegalStateException("word " + number);
        }
        return WORDS.get(number);
    }
}
