package dev.nephele.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static Cursor at(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Cursor cursor = new Cursor();
        cursor.reset(bytes, 0, bytes.length);
        return cursor;
    }

    private static String skipped(Cursor cursor) throws BadLineException {
        cursor.skip();
        return new String(
                cursor.bytes(), cursor.valueStart(), cursor.valueEnd() - cursor.valueStart(), StandardCharsets.UTF_8);
    }

    @Test
    void readsMembersInOrder() throws BadLineException {
        Cursor cursor = at("{ \"a\" : \"x\" , \"b\":[\"y\",\"z\"],\"c\":null,\"d\":1.5}  ");
        cursor.enterObject();
        assertThat(cursor.member(true)).isEqualTo("a");
        assertThat(cursor.string()).isEqualTo("x");
        assertThat(cursor.member(false)).isEqualTo("b");
        assertThat(cursor.scalars()).containsExactly("y", "z");
        assertThat(cursor.member(false)).isEqualTo("c");
        assertThat(cursor.isNull()).isTrue();
        assertThat(cursor.member(false)).isEqualTo("d");
        assertThat(cursor.scalar()).isEqualTo("1.5");
        assertThat(cursor.member(false)).isNull();
        cursor.finish();
    }

    @Test
    void undoesEscapes() throws BadLineException {
        assertThat(at("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9é\\ud83d\\ude00\"").string())
                .isEqualTo("\"\\/\b\f\n\r\téé😀");
    }

    @Test
    void skipsValueWithBracketsInItsStrings() throws BadLineException {
        Cursor cursor = at("[{\"a\":\"}]\\\"{\",\"b\":[1,{}]},2]");
        cursor.enterArray();
        assertThat(cursor.item(true)).isTrue();
        assertThat(skipped(cursor)).isEqualTo("{\"a\":\"}]\\\"{\",\"b\":[1,{}]}");
        assertThat(cursor.item(false)).isTrue();
        assertThat(skipped(cursor)).isEqualTo("2");
        assertThat(cursor.item(false)).isFalse();
    }

    @Test
    void refusesWhatIsNotJson() {
        for (String text : new String[] {
            "", "{", "\"", "\"\\", "\"\\x\"", "\"\\u12g4\"", "\"\u0001\"", "tru", "01", "+1", "[\"a\"", "[\"a\",]"
        }) {
            Cursor cursor = at(text);
            assertThatThrownBy(() -> {
                        cursor.scalars();
                        cursor.finish();
                    })
                    .as(text)
                    .isInstanceOf(BadLineException.class);
        }
    }

    @Test
    void endsWithAnAnswerOrAnErrorWhateverTheBytes() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] alphabet = "{}[]\",:\\ \nnull true 1.5eu0a".getBytes(StandardCharsets.US_ASCII);
        int errors = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[random.nextInt(24)];
            for (int i = 0; i < text.length; i++) {
                text[i] = alphabet[random.nextInt(alphabet.length)];
            }
            Cursor cursor = new Cursor();
            cursor.reset(text, 0, text.length);
            try {
                cursor.enterObject();
                for (boolean first = true; cursor.member(first) != null; first = false) {
                    cursor.skip();
                }
                cursor.finish();
            } catch (BadLineException expected) {
                errors++;
            }
        }
        assertThat(errors).isGreaterThan(10_000);
    }
}
