package dev.nephele.services.iam.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessKeyTest {
    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /** Version 1, whose secret was a text. */
    private static final Rows<String, Instant> OLDER = Table.partition(
            0x1009,
            KeyCodec.text(),
            RowCodec.of(
                    1,
                    (created, out) -> out.text(Cloud.ACCOUNT.value())
                            .optionalText(Optional.of("AIDAEXAMPLE"))
                            .text(SECRET)
                            .flag(true)
                            .instant(created),
                    in -> Instant.EPOCH));

    private final Ground ground = Ground.inMemory();
    private final Store store = ground.store();
    private final SealedColumn secrets = ground.key().column("iam.secret-access-key");

    @AfterEach
    void close() {
        store.close();
    }

    private AccessKey read() {
        try (StoreView view = store.view()) {
            return State.ACCESS_KEYS.find(view, ID).orElseThrow();
        }
    }

    @Test
    void isReadFromOlderRowsAndSealed() {
        Instant created = Instant.parse("2026-11-01T00:00:00Z");
        store.update(transaction -> OLDER.put(transaction, ID, created));
        AccessKey older = read();
        assertThat(older.secret().isPlain()).isTrue();
        assertThat(older.secret(ID, secrets)).isEqualTo(SECRET);

        AccessKey.sealOlder(store, secrets);
        AccessKey sealed = read();
        assertThat(sealed.secret(ID, secrets)).isEqualTo(SECRET);
        assertThat(sealed.secret().isPlain()).isFalse();
        assertThat(sealed.userId()).hasValue("AIDAEXAMPLE");
        assertThat(sealed.active()).isTrue();
        assertThat(sealed.created()).isEqualTo(created);
        assertThat(new String(State.ACCESS_KEYS.value(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
    }

    @Test
    void opensUnderItsOwnIdOnly() {
        AccessKey key = new AccessKey(
                Cloud.ACCOUNT, Optional.empty(), AccessKey.sealed(SECRET, ID, secrets), true, Instant.EPOCH);
        assertThatThrownBy(() -> key.secret("AKIAANOTHER", secrets)).isInstanceOf(StoreException.class);
        assertThat(key.secret(ID, secrets)).isEqualTo(SECRET);
        assertThat(key.toString()).doesNotContain(SECRET);
    }
}
