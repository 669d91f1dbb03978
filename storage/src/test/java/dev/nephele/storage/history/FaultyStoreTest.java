package dev.nephele.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker notices every promise that a store breaks, and no other. */
class FaultyStoreTest {
    private static final int EACH = 300;
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(FaultyStore.Fault.class)
    void isNoticed(FaultyStore.Fault fault) throws Exception {
        assertThat(run(fault, 8).anomalies(History.Views.SERIALIZABLE)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(FaultyStore.Fault.class)
    void isNoticedWhereViewsAreSnapshots(FaultyStore.Fault fault) throws Exception {
        assertThat(run(fault, 8).anomalies(History.Views.SNAPSHOTS)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(FaultyStore.Fault.class)
    void isNoFaultBeforeItHappens(FaultyStore.Fault fault) throws Exception {
        assertThat(run(fault, Integer.MAX_VALUE).anomalies(History.Views.SERIALIZABLE))
                .isEmpty();
    }

    private static History run(FaultyStore.Fault fault, int every) throws Exception {
        try (FaultyStore store = new FaultyStore(new EmbeddedStore(MvEngine.inMemory()), fault, every)) {
            return new Clients(store, 5).run(EACH, AT_MOST);
        }
    }
}
