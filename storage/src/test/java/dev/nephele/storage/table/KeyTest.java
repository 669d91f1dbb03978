package dev.nephele.storage.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTest {
    @Test
    void readsBackWhatItWrote() {
        Instant instant = Instant.parse("2026-11-24T12:00:00.123456789Z");
        byte[] odd = {0, 1, 2, -1, 0, 0, 1};
        byte[] key = KeyWriter.empty()
                .text("a\u0000\u0001\u00e9\ud83d\ude00")
                .number(Long.MIN_VALUE)
                .smallNumber(-7)
                .flag(true)
                .bytes(odd)
                .text("")
                .instant(instant)
                .toKey();
        KeyReader in = KeyReader.of(key);
        assertThat(in.text()).isEqualTo("a\u0000\u0001\u00e9\ud83d\ude00");
        assertThat(in.number()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.smallNumber()).isEqualTo(-7);
        assertThat(in.flag()).isTrue();
        assertThat(in.bytes()).isEqualTo(odd);
        assertThat(in.text()).isEmpty();
        assertThat(in.instant()).isEqualTo(instant);
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void ordersTextByItsBytesWhateverFollows() {
        Random random = new Random(1);
        String alphabet = "\u0000\u0001\u0002aAz/\u007f\u0080\u07ff\uffff";
        for (int i = 0; i < 5000; i++) {
            String a = text(random, alphabet);
            String b = text(random, alphabet);
            int expected = Integer.signum(
                    Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
            int order = Arrays.compareUnsigned(
                    KeyWriter.empty().text(a).number(random.nextLong()).toKey(),
                    KeyWriter.empty().text(b).number(random.nextLong()).toKey());
            if (expected != 0) {
                assertThat(Integer.signum(order)).as("%s and %s", a, b).isEqualTo(expected);
            }
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(5); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void ordersNumbersAndInstantsByValue() {
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            long a = random.nextLong() >> random.nextInt(64);
            long b = random.nextLong() >> random.nextInt(64);
            assertThat(Integer.signum(Arrays.compareUnsigned(
                            KeyWriter.empty().number(a).toKey(),
                            KeyWriter.empty().number(b).toKey())))
                    .isEqualTo(Long.compare(a, b));
            Instant earlier = Instant.ofEpochSecond(a % 1_000_000_000_000L, b & 0xfff_ffff);
            Instant later = earlier.plusNanos(1);
            assertThat(Arrays.compareUnsigned(
                            KeyWriter.empty().instant(earlier).toKey(),
                            KeyWriter.empty().instant(later).toKey()))
                    .isNegative();
        }
    }

    @Test
    void endOfAPrefixIsAfterAllItsKeys() {
        assertThat(Table.end(new byte[] {1, 2})).isEqualTo(new byte[] {1, 3});
        assertThat(Table.end(new byte[] {1, -1})).isEqualTo(new byte[] {2});
        assertThat(Table.end(new byte[] {-1})).isEqualTo(new byte[] {-1, -1, -1});
    }

    @Test
    void keepsTheAccountInItsPrefix() {
        for (String id : new String[] {"000000000000", "000000000001", "123456789012", "999999999999"}) {
            AccountId account = new AccountId(id);
            assertThat(Table.accountOf(Table.accountPrefix(new byte[] {0x7f, 1}, account)))
                    .isEqualTo(account);
        }
    }
}
