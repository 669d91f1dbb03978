package dev.nephele.servicekit.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.kernel.Ids;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] CONTENT = "a secret".getBytes(US_ASCII);
    private static final byte[] BOUND = "its row".getBytes(US_ASCII);

    /** Every byte that was random, in the order in which it was asked for. */
    private final List<byte[]> drawn = new ArrayList<>();

    private final Ids ids = bytes -> {
        RANDOM.nextBytes(bytes);
        drawn.add(bytes.clone());
    };
    private final Store store = new EmbeddedStore(MvEngine.inMemory());
    private final RootKey root = RootKey.create(ids);
    private final RootKey other = RootKey.create(ids);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void doesNotLieInARow() {
        drawn.clear();
        CloudKey.of(store, ids, root);
        byte[] key = drawn.getFirst();
        assertThat(key).hasSize(32);
        List<byte[]> rows = rows();
        assertThat(rows).isNotEmpty().noneMatch(row -> holds(row, key));
    }

    @Test
    void opensWithTheSameRootKey() {
        byte[] sealed = CloudKey.of(store, ids, root).seal("test").seal(CONTENT, BOUND);
        RootKey read = RootKey.parse(root.secretText() + "\n").orElseThrow();
        assertThat(CloudKey.of(store, ids, read).seal("test").open(sealed, BOUND))
                .hasValue(CONTENT);
    }

    @Test
    void refusesAnotherRootKeyAndChangesNothing() {
        CloudKey.of(store, ids, root);
        List<byte[]> before = rows();
        assertThatThrownBy(() -> CloudKey.of(store, ids, other))
                .isInstanceOf(WrongRootKeyException.class)
                .hasMessageContaining(root.id().text())
                .hasMessageContaining(other.id().text());
        assertThat(rows()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void saysUnderWhichRootKeyItIs() {
        assertThat(CloudKey.sealedUnder(store)).isEmpty();
        CloudKey.of(store, ids, root);
        assertThat(CloudKey.sealedUnder(store)).hasValue(root.id());
    }

    @Test
    void staysUnderANewRootKeyAndNoLongerOpensWithTheOldOne() {
        byte[] sealed = CloudKey.of(store, ids, root).seal("test").seal(CONTENT, BOUND);
        CloudKey.rewrap(store, ids, root, other);
        assertThat(CloudKey.of(store, ids, other).seal("test").open(sealed, BOUND))
                .hasValue(CONTENT);
        assertThatThrownBy(() -> CloudKey.of(store, ids, root)).isInstanceOf(WrongRootKeyException.class);
        assertThatThrownBy(() -> CloudKey.rewrap(store, ids, root, RootKey.create(ids)))
                .isInstanceOf(WrongRootKeyException.class);
        assertThat(CloudKey.sealedUnder(store)).hasValue(other.id());
    }

    /** Version 1 of the row was the key itself. */
    @Test
    void isMadeAnewWhereItLayInTheOpen() {
        Rows<KeyCodec.Single, byte[]> older = Table.partition(CloudKey.TABLE, KeyCodec.single(), RowCodec.bytes());
        byte[] plain = new byte[32];
        RANDOM.nextBytes(plain);
        store.update(transaction -> older.put(transaction, KeyCodec.Single.ROW, plain));
        assertThat(CloudKey.sealedUnder(store)).isEmpty();
        byte[] sealed = CloudKey.of(store, ids, root).seal("test").seal(CONTENT, BOUND);
        assertThat(new Seal(plain, "test", ids).open(sealed, BOUND)).isEmpty();
        assertThat(CloudKey.sealedUnder(store)).hasValue(root.id());
        assertThat(rows()).noneMatch(row -> holds(row, plain));
    }

    @Test
    void aRootKeyIsBase64OfThirtyTwoBytes() {
        assertThat(root.secretText()).hasSize(44);
        assertThat(RootKey.parse(" " + root.secretText() + "\n").orElseThrow().id())
                .isEqualTo(root.id());
        for (String wrong : List.of(
                "",
                "secret",
                "0".repeat(64),
                root.secretText().substring(0, 43),
                root.secretText() + root.secretText())) {
            assertThat(RootKey.parse(wrong)).as(wrong).isEmpty();
        }
        assertThat(root.toString()).doesNotContain(root.secretText());
    }

    private List<byte[]> rows() {
        List<byte[]> rows = new ArrayList<>();
        try (StoreView view = store.view()) {
            view.scan(new byte[] {0}, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}, false, (key, value) -> {
                rows.add(value);
                return true;
            });
        }
        return rows;
    }

    private static boolean holds(byte[] row, byte[] secret) {
        for (int at = 0; at + secret.length <= row.length; at++) {
            if (Arrays.equals(row, at, at + secret.length, secret, 0, secret.length)) {
                return true;
            }
        }
        return false;
    }
}
