package dev.nephele.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ChangeCountersTest {
    private static final byte[] ACCOUNT = {0x7f, 2, 0, 0, 0, 0, 0};

    private static byte[] key(int account) {
        return new byte[] {0x7f, 2, 0, 0, 0, 0, (byte) account, 'k'};
    }

    @Test
    void namesTheLastChangeThatTheViewSees() {
        ChangeCounters counters = new ChangeCounters(1);
        counters.wrote(key(0), 5);
        counters.wrote(key(1), 6);
        assertThat(counters.version(ACCOUNT, 9)).isEqualTo(5);
        assertThat(counters.version(ACCOUNT, 4)).isEqualTo(4);
        assertThat(counters.version(new byte[] {0x7f, 2}, 9)).isEqualTo(6);
        assertThat(counters.version(new byte[] {0x7f, 3}, 9)).isEqualTo(1);
    }

    /** Tables and accounts by turns, over several commits, and after what was known was forgotten. */
    @Test
    void aChangeIsCountedWhateverWasWrittenBefore() {
        ChangeCounters counters = new ChangeCounters(1, new ConcurrentHashMap<>(), 3);
        for (int version = 2; version < 9; version++) {
            counters.wrote(key(0), version);
            counters.wrote(key(0), version);
            assertThat(counters.version(ACCOUNT, 99)).isEqualTo(version);
            counters.wrote(new byte[] {0x7f, 3}, version);
            counters.wrote(key(version), version);
            counters.wrote(key(0), version);
            assertThat(counters.version(new byte[] {0x7f, 3}, 99)).isEqualTo(version);
            assertThat(counters.version(ACCOUNT, 99)).isEqualTo(version);
        }
    }

    /** The writer forgets a change while a reader that must know of it is asking. */
    @Test
    void forgettingTakesNoReaderBack() {
        Runnable[] meanwhile = {() -> {}};
        Map<Long, Long> changed = new ConcurrentHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Long get(Object key) {
                meanwhile[0].run();
                return super.get(key);
            }
        };
        ChangeCounters counters = new ChangeCounters(1, changed, 3);
        counters.wrote(key(0), 5);
        meanwhile[0] = () -> {
            counters.wrote(key(1), 6);
            counters.wrote(key(2), 7);
            counters.wrote(key(3), 8);
            assertThat(changed).hasSize(1);
        };
        assertThat(counters.version(ACCOUNT, 5)).isEqualTo(5);
    }
}
