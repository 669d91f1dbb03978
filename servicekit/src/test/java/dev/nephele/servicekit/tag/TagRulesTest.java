package dev.nephele.servicekit.tag;

import static dev.nephele.servicekit.tag.TagRules.Letters.ANY_CASE;
import static dev.nephele.servicekit.tag.TagRules.Letters.EXACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagRulesTest {
    private static final TagRules STRICT = rules(EXACT);
    private static final TagRules ANY_LETTERS = rules(ANY_CASE);
    private static final TagRules NONE = TagRules.builder().build();

    /** A key and a value, either of which may be missing. */
    private record Tag(@Nullable String key, @Nullable String value) {
        static Tag parse(String text) {
            String[] parts = text.split("=", -1);
            return new Tag(parts[0].equals("-") ? null : parts[0], parts[1].equals("-") ? null : parts[1]);
        }
    }

    private static final class Refused extends RuntimeException {
        Refused(String rule) {
            super(rule);
        }
    }

    private static TagRules rules(TagRules.Letters letters) {
        return TagRules.builder()
                .most(3, () -> new Refused("count"))
                .keys(5, point -> point != '!', (key, value) -> new Refused("key " + key))
                .values(2, point -> point != '!', (key, value) -> new Refused("value " + key + " " + value))
                .reserved(letters, (key, value) -> new Refused("reserved " + key))
                .distinct(letters, (key, value) -> new Refused("twice " + key))
                .build();
    }

    private static Map<String, String> checked(TagRules rules, String tags) {
        List<Tag> list = Arrays.stream(tags.split(" ")).map(Tag::parse).toList();
        return rules.checked(list, Tag::key, Tag::value);
    }

    @ParameterizedTest
    @CsvSource({
        "a=1 b=2 c=3 d=4, count",
        "a=1 b=2 aws:=3 =4, count",
        "=1, 'key '",
        "-=1, key null",
        "abcdef=1, key abcdef",
        "a!=1, key a!",
        "a=123, value a 123",
        "a=-, value a null",
        "a=!, value a !",
        "aws:x=123, value aws:x 123",
        "aws:x=1, reserved aws:x",
        "aws:=1, reserved aws:",
        "a=1 a=2, twice a",
        "a=1 a=1, twice a"
    })
    void refusesInTheOrderOfItsRules(String tags, String refusal) {
        for (TagRules rules : List.of(STRICT, ANY_LETTERS)) {
            assertThatThrownBy(() -> checked(rules, tags))
                    .isInstanceOf(Refused.class)
                    .hasMessage(refusal);
        }
    }

    @ParameterizedTest
    @CsvSource({"AWS:x=1, reserved AWS:x", "aWs:=1, reserved aWs:", "a=1 A=2, twice A"})
    void mayDisregardCase(String tags, String refusal) {
        assertThat(checked(STRICT, tags)).isNotEmpty();
        assertThatThrownBy(() -> checked(ANY_LETTERS, tags)).hasMessage(refusal);
    }

    @ParameterizedTest
    @CsvSource({"a=1 b= c=22, 3", "abcde=1, 1", "xaws:=1, 1", "aws=1, 1"})
    void passesWhatKeepsTheRules(String tags, int count) {
        assertThat(checked(STRICT, tags)).hasSize(count);
    }

    @Test
    void answersTagsByKey() {
        assertThat(checked(STRICT, "b=1 a=2")).containsExactly(Map.entry("a", "2"), Map.entry("b", "1"));
        assertThat(checked(STRICT, "b=1 B=2")).containsOnly(Map.entry("b", "1"), Map.entry("B", "2"));
    }

    @Test
    void withoutRulesRefusesNothingAndTheLastTagWins() {
        assertThat(checked(NONE, "aws:!=1 =2 a=3 a=4"))
                .containsOnly(Map.entry("aws:!", "1"), Map.entry("", "2"), Map.entry("a", "4"));
    }

    @Test
    void checksMapsToo() {
        assertThat(STRICT.checked(Map.of("a", "1"))).containsExactly(Map.entry("a", "1"));
        assertThatThrownBy(() -> STRICT.checked(Map.of("aws:x", "1"))).hasMessage("reserved aws:x");
    }
}
