package dev.nephele.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.Batch;
import org.junit.jupiter.api.Test;

class RecentWritesTest {
    private static byte[] key(int table, int account, int row) {
        return new byte[] {(byte) table, 1, 0, 0, 0, 0, (byte) account, (byte) (row >>> 8), (byte) row};
    }

    private static ReadSet reads(byte[] key) {
        ReadSet reads = new ReadSet();
        reads.keys.add(new RowKey(key));
        return reads;
    }

    private static Batch rows(int table, int account, int count) {
        Batch batch = new Batch();
        for (int i = 0; i < count; i++) {
            batch.put(key(table, account, i), new byte[0]);
        }
        return batch;
    }

    @Test
    void aReadConflictsWithALaterWriteOfItsKeyAlone() {
        RecentWrites recent = new RecentWrites(1);
        recent.add(rows(0x10, 1, 3), 5);
        assertThat(recent.conflict(reads(key(0x10, 1, 2)), 4)).isEqualTo(new RowKey(key(0x10, 1, 2)));
        assertThat(recent.conflict(reads(key(0x10, 1, 2)), 5)).isNull();
        assertThat(recent.conflict(reads(key(0x10, 1, 3)), 4)).isNull();
    }

    @Test
    void aCommitOfManyRowsConflictsWithWhatIsReadOfItsTableAndAccount() {
        RecentWrites recent = new RecentWrites(1);
        recent.add(rows(0x10, 1, 2_000), 5);
        assertThat(recent.conflict(reads(key(0x10, 1, 7)), 4)).isNotNull();
        assertThat(recent.conflict(reads(key(0x10, 1, 7)), 5)).isNull();
        assertThat(recent.conflict(reads(key(0x10, 2, 7)), 4)).isNull();
        assertThat(recent.conflict(reads(key(0x11, 1, 7)), 4)).isNull();
        recent.add(rows(0x90, 1, 2_000), 6);
        assertThat(recent.conflict(reads(key(0x90, 2, 7)), 5)).isNotNull();
    }

    /** A long transaction is not made to run again by the record of calls, of which thousands of rows come a second. */
    @Test
    void manyRowsElsewhereDoNotMakeAnOldViewConflict() {
        RecentWrites recent = new RecentWrites(1);
        for (int version = 2; version < 100; version++) {
            recent.add(rows(0xfe, 0, 2_000), version);
        }
        assertThat(recent.conflict(reads(key(0x10, 1, 1)), 1)).isNull();
    }
}
