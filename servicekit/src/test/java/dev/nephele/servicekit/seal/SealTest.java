package dev.nephele.servicekit.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Ids;
import dev.nephele.storage.Store;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealTest {
    private static final Ids IDS = new SecureRandom()::nextBytes;
    private static final RootKey ROOT = RootKey.create(IDS);
    private static final byte[] CONTENT = "a place".getBytes(US_ASCII);
    private static final byte[] BOUND = "a list".getBytes(US_ASCII);

    private final Store store = new EmbeddedStore(MvEngine.inMemory());
    private final Seal seal = CloudKey.of(store, IDS, ROOT).seal("test");

    /** The vectors of {@code c2sp.org/XAES-256-GCM}; the keys have the two values of the bit that the mask looks at. */
    @ParameterizedTest
    @CsvSource({
        "1, '', ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271",
        "3, c2sp.org/XAES-256-GCM, 986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"
    })
    void isXaes256Gcm(byte every, String bound, String expected) throws GeneralSecurityException {
        byte[] key = new byte[32];
        Arrays.fill(key, every);
        byte[] sealed = new Xaes(new SecretKeySpec(key, "AES"))
                .crypt(
                        Cipher.ENCRYPT_MODE,
                        "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII),
                        bound.getBytes(US_ASCII),
                        "XAES-256-GCM".getBytes(US_ASCII));
        assertThat(HexFormat.of().formatHex(sealed)).isEqualTo(expected);
    }

    @Test
    void opensWhatItSealed() {
        assertThat(seal.open(seal.seal(CONTENT, BOUND), BOUND)).hasValue(CONTENT);
        assertThat(seal.open(seal.seal(new byte[0], BOUND), BOUND)).hasValue(new byte[0]);
    }

    @Test
    void isUsedByManyThreadsAtOnce() {
        assertThat(IntStream.range(0, 2_000).parallel().filter(i -> {
                    byte[] content = Integer.toString(i).getBytes(US_ASCII);
                    byte[] opened = seal.open(seal.seal(content, BOUND), BOUND).orElseThrow();
                    return seal.open(seal.seal(content, BOUND), CONTENT).isEmpty() && Arrays.equals(content, opened);
                }))
                .hasSize(2_000);
    }

    @Test
    void isLongerByItsOverhead() {
        assertThat(seal.seal(CONTENT, BOUND)).hasSize(CONTENT.length + Seal.OVERHEAD);
    }

    @Test
    void sealsTheSameDifferentlyEachTime() {
        assertThat(seal.seal(CONTENT, BOUND)).isNotEqualTo(seal.seal(CONTENT, BOUND));
    }

    @Test
    void opensNothingThatWasChangedAnywhere() {
        byte[] sealed = seal.seal(CONTENT, BOUND);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(seal.open(changed, BOUND)).as("bit %s", bit).isEmpty();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(seal.open(Arrays.copyOf(sealed, length), BOUND))
                    .as("length %s", length)
                    .isEmpty();
        }
    }

    @Test
    void opensNothingThatIsBoundToSomethingElse() {
        assertThat(seal.open(seal.seal(CONTENT, BOUND), CONTENT)).isEmpty();
    }

    @Test
    void opensNothingOfAnotherPurpose() {
        Seal other = CloudKey.of(store, IDS, ROOT).seal("other");
        assertThat(other.open(seal.seal(CONTENT, BOUND), BOUND)).isEmpty();
    }

    @Test
    void opensNothingOfAnotherCloud() {
        Seal other =
                CloudKey.of(new EmbeddedStore(MvEngine.inMemory()), IDS, ROOT).seal("test");
        assertThat(other.open(seal.seal(CONTENT, BOUND), BOUND)).isEmpty();
    }

    @Test
    void isTheSameInEveryProcessOfTheCloud() {
        Seal other = CloudKey.of(store, IDS, ROOT).seal("test");
        assertThat(other.open(seal.seal(CONTENT, BOUND), BOUND)).hasValue(CONTENT);
    }

    @Test
    void staysWhenTheStoreIsEmptiedOfAllElse() {
        byte[] sealed = seal.seal(CONTENT, BOUND);
        store.empty(List.of(CloudKey.TABLE));
        assertThat(CloudKey.of(store, IDS, ROOT).seal("test").open(sealed, BOUND))
                .hasValue(CONTENT);
    }
}
