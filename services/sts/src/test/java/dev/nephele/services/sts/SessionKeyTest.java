package dev.nephele.services.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.access.Credential;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Session;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Sealed;
import dev.nephele.storage.table.Table;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionKeyTest {
    /** The key as older programs kept it: 64 bytes in plain. */
    private static final Rows<KeyCodec.Single, byte[]> OLDER =
            Table.partition(0x1101, KeyCodec.single(), RowCodec.bytes());

    private static final Rows<KeyCodec.Single, Sealed> KEYS =
            Table.partition(0x1101, KeyCodec.single(), RowCodec.sealed());

    private final Ground ground = Ground.inMemory();
    private final Store store = ground.store();
    private final SealedColumn keys = ground.key().column("sts.session-key");

    @AfterEach
    void close() {
        store.close();
    }

    private SessionTokens tokens() {
        return new SessionTokens(store, ground.ids(), keys);
    }

    private SessionTokens.Issued issued() {
        Instant now = Instant.parse("2026-11-28T00:00:00Z");
        Session session = new Session(
                Session.Kind.ASSUME_ROLE,
                now,
                now.plus(Duration.ofHours(1)),
                Optional.empty(),
                Session.Tags.NONE,
                Session.Policies.NONE,
                Map.of());
        return tokens().issue(Cloud.ACCOUNT, new Principal.Root(Cloud.ACCOUNT), session, 0);
    }

    private Credential.State state(SessionTokens.Issued issued) {
        try (StoreView view = store.view()) {
            return tokens().find(view, issued.accessKeyId(), Optional.of(issued.sessionToken()))
                    .orElseThrow()
                    .state();
        }
    }

    private Sealed kept() {
        try (StoreView view = store.view()) {
            return KEYS.find(view, KeyCodec.Single.ROW).orElseThrow();
        }
    }

    @Test
    void isSealedInItsRow() {
        SessionTokens.Issued issued = issued();
        assertThat(kept().isPlain()).isFalse();
        assertThat(keys.open(kept(), KEYS, KeyCodec.Single.ROW)).hasSize(64);
        assertThat(state(issued)).isEqualTo(Credential.State.ACTIVE);
    }

    @Test
    void anOlderOneIsSealedAndItsSessionsGoOn() {
        byte[] plain = new byte[64];
        Arrays.fill(plain, (byte) 'k');
        store.update(transaction -> OLDER.put(transaction, KeyCodec.Single.ROW, plain));
        SessionTokens.Issued issued = issued();
        assertThat(kept().isPlain()).isTrue();

        tokens().sealOlder();
        assertThat(kept().isPlain()).isFalse();
        assertThat(new String(KEYS.value(kept()), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(plain, StandardCharsets.ISO_8859_1));
        assertThat(state(issued)).isEqualTo(Credential.State.ACTIVE);
    }
}
