package dev.nephele.servicekit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.kernel.Ids;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Sealed;
import dev.nephele.storage.table.Table;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealedColumnTest {
    private static final Rows<String, Sealed> KEYS = Table.partition(0x7001, KeyCodec.text(), RowCodec.sealed());
    private static final Rows<String, Sealed> OTHERS = Table.partition(0x7002, KeyCodec.text(), RowCodec.sealed());

    /** The table as an older program had it. */
    private static final Rows<String, byte[]> OLDER = Table.partition(0x7001, KeyCodec.text(), RowCodec.bytes());

    private static final Ids IDS = new SecureRandom()::nextBytes;
    private static final byte[] SECRET = "wJalrXUtnFEMI".getBytes(UTF_8);

    private final Store store = new EmbeddedStore(MvEngine.inMemory());
    private final SealedColumn column =
            CloudKey.of(store, IDS, RootKey.create(IDS)).column("test");

    @AfterEach
    void close() {
        store.close();
    }

    private void put(Rows<String, Sealed> rows, String key, Sealed value) {
        store.update(transaction -> rows.put(transaction, key, value));
    }

    private Sealed read(Rows<String, Sealed> rows, String key) {
        try (StoreView view = store.view()) {
            return rows.find(view, key).orElseThrow();
        }
    }

    @Test
    void opensInItsRowOnly() {
        Sealed value = column.seal(SECRET, KEYS, "a");
        put(KEYS, "a", value);
        put(KEYS, "b", value);
        put(OTHERS, "a", value);
        assertThat(column.open(read(KEYS, "a"), KEYS, "a")).isEqualTo(SECRET);
        for (Rows<String, Sealed> rows : List.of(KEYS, OTHERS)) {
            String key = rows == KEYS ? "b" : "a";
            Sealed moved = read(rows, key);
            assertThatThrownBy(() -> column.open(moved, rows, key)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void showsNothingInTheRow() {
        put(KEYS, "a", column.seal(SECRET, KEYS, "a"));
        assertThat(new String(KEYS.value(read(KEYS, "a")), UTF_8)).doesNotContain(new String(SECRET, UTF_8));
        assertThat(read(KEYS, "a")).hasToString("Sealed");
    }

    @Test
    void isOpenedOnceHoweverOftenItIsRead() {
        int[] opened = new int[1];
        Sealed value = Sealed.of(new byte[] {1});
        for (int i = 0; i < 3; i++) {
            assertThat(value.content(encrypted -> {
                        opened[0]++;
                        return SECRET;
                    }))
                    .isEqualTo(SECRET);
        }
        assertThat(opened[0]).isEqualTo(1);
    }

    @Test
    void whatAnOlderProgramLeftIsReadAndNeverWrittenSo() {
        store.update(transaction -> OLDER.put(transaction, "a", SECRET));
        Sealed plain = read(KEYS, "a");
        assertThat(plain.isPlain()).isTrue();
        assertThat(column.open(plain, KEYS, "a")).isEqualTo(SECRET);
        assertThatThrownBy(() -> KEYS.value(plain)).isInstanceOf(IllegalStateException.class);

        put(KEYS, "a", column.sealed(plain, KEYS, "a"));
        Sealed sealed = read(KEYS, "a");
        assertThat(sealed.isPlain()).isFalse();
        assertThat(column.open(sealed, KEYS, "a")).isEqualTo(SECRET);
        assertThat(column.sealed(sealed, KEYS, "a")).isSameAs(sealed);
    }

    @Test
    void olderRowsAreSealedOnceInEachState() {
        List<String> done = new ArrayList<>();
        OlderRows.seal(store, List.of(() -> done.add("first"), () -> done.add("second")));
        OlderRows.seal(store, List.of(() -> done.add("again")));
        assertThat(done).containsExactly("first", "second");
        store.empty(List.of(CloudKey.TABLE));
        OlderRows.seal(store, List.of(() -> done.add("anew")));
        assertThat(done).containsExactly("first", "second", "anew");
    }
}
