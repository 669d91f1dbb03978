package dev.nephele.storage.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.blob.BlobId;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.blob.Staged;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotsTest {
    private static final Rows<String, String> NOTES = Table.partition(0x7f01, KeyCodec.text(), RowCodec.text());
    private static final Rows<String, String> EVENTS = Table.partition(0x7f02, KeyCodec.text(), RowCodec.text());

    @TempDir
    Path folder;

    private static List<String> notes(Store store) {
        try (StoreView view = store.view()) {
            return NOTES.scan().keys(view);
        }
    }

    private static Blobs blobs(DataDirectory data, Store store) {
        return Blobs.inFiles(store, data.blobs(), new SeededIds(1), new ManualClock());
    }

    private static BlobId published(Blobs blobs, int size) {
        try (Staged staged = blobs.stage(new byte[size])) {
            return blobs.publish(Optional.empty(), staged, transaction -> staged.id());
        }
    }

    private static long files(Path folder) throws Exception {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void copyThatLacksAPayloadIsAnError() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedStore store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            Blobs blobs = blobs(data, store);
            Snapshots snapshots = new Snapshots(data, store, blobs);
            published(blobs, 100_000);
            snapshots.create("whole");
            Copies.deleteTree(data.blobs());
            assertThatThrownBy(() -> snapshots.create("torn")).hasMessageContaining("which is not there");
            assertThat(snapshots.list()).containsExactly("whole");
            assertThatThrownBy(() -> snapshots.fork(Optional.empty(), folder.resolve("fork"), List.of()))
                    .hasMessageContaining("which is not there");
            Copies.deleteTree(data.path().resolve("snapshots/whole/blobs"));
            note(store, "present");
            assertThatThrownBy(() -> snapshots.restore("whole", List.of())).hasMessageContaining("which is not there");
            assertThat(notes(store)).containsExactly("present");
        }
    }

    @Test
    void copyHoldsNoMoreThanItsRowsName() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedStore store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            Blobs blobs = blobs(data, store);
            published(blobs, 100_000);
            BlobId gone = published(blobs, 100_001);
            store.update(transaction -> blobs.delete(transaction, gone));
            blobs.stage(new byte[100_002]);
            new Snapshots(data, store, blobs).create("one");
            assertThat(files(data.blobs())).isEqualTo(3);
            assertThat(files(data.path().resolve("snapshots/one/blobs"))).isEqualTo(1);
        }
    }

    @Test
    void nothingIsFreedWhileACopyIsMade() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedStore store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            ManualClock clock = new ManualClock();
            Blobs blobs = Blobs.inFiles(store, data.blobs(), new SeededIds(1), clock);
            BlobId id = published(blobs, 100_000);
            store.update(transaction -> blobs.delete(transaction, id));
            clock.advance(Duration.ofMinutes(10));
            blobs.freeing().lock();
            Thread sweeper = Thread.ofVirtual().start(blobs::sweep);
            sweeper.join();
            assertThat(files(data.blobs())).isEqualTo(1);
            blobs.freeing().unlock();
            blobs.sweep();
            assertThat(files(data.blobs())).isZero();
        }
    }

    @Test
    void payloadsOfTheStateBeforeARestoreAreFreed() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedStore store = data.openStore(DataDirectory.Kind.ROCKSDB)) {
            ManualClock clock = new ManualClock();
            Blobs blobs = Blobs.inFiles(store, data.blobs(), new SeededIds(1), clock);
            Snapshots snapshots = new Snapshots(data, store, blobs);
            blobs.sweep();
            BlobId kept = published(blobs, 100_000);
            snapshots.create("one");
            published(blobs, 100_001);
            BlobId deleted = published(blobs, 100_002);
            store.update(transaction -> blobs.delete(transaction, deleted));
            snapshots.restore("one", List.of());
            blobs.sweep();
            assertThat(files(data.blobs())).isEqualTo(3);
            clock.advance(Duration.ofMinutes(1));
            blobs.sweep();
            assertThat(files(data.blobs())).isEqualTo(1);
            try (StoreView view = store.view()) {
                assertThat(blobs.open(view, kept).open().readAllBytes()).hasSize(100_000);
            }
        }
    }

    private static void note(Store store, String text) {
        store.update(transaction -> NOTES.put(transaction, text, "v"));
    }

    @ParameterizedTest
    @EnumSource(DataDirectory.Kind.class)
    void bringsBackRowsAndPayloadsButNotWhatIsKept(DataDirectory.Kind kind) throws Exception {
        Path path = folder.resolve("data");
        Staged payload;
        try (DataDirectory data = DataDirectory.open(path);
                EmbeddedStore store = data.openStore(kind)) {
            ManualClock clock = new ManualClock();
            Blobs blobs = Blobs.inFiles(store, data.blobs(), new SeededIds(1), clock);
            Snapshots snapshots = new Snapshots(data, store, blobs);
            payload = blobs.stage(new byte[100_000]);
            blobs.publish(Optional.empty(), payload, transaction -> {
                NOTES.put(transaction, "before", "v");
                EVENTS.put(transaction, "first", "v");
                return payload;
            });
            payload.close();
            snapshots.create("one");
            store.update(transaction -> {
                blobs.delete(transaction, payload.id());
                NOTES.put(transaction, "after", "v");
                NOTES.delete(transaction, "before");
                EVENTS.put(transaction, "second", "v");
            });
            clock.advance(Duration.ofMinutes(1));
            blobs.sweep();
            try (StoreView old = store.view()) {
                long version = NOTES.version(old);
                snapshots.restore("one", List.of(0x7f02));
                assertThat(NOTES.scan().keys(old)).containsExactly("after");
                try (StoreView view = store.view()) {
                    assertThat(NOTES.scan().keys(view)).containsExactly("before");
                    assertThat(NOTES.find(view, "before")).isPresent();
                    assertThat(NOTES.find(view, "after")).isEmpty();
                    assertThat(NOTES.version(view)).isGreaterThan(version);
                    assertThat(EVENTS.scan().keys(view)).containsExactly("first", "second");
                    assertThat(blobs.open(view, payload.id()).open().readAllBytes())
                            .hasSize(100_000);
                }
            }
            note(store, "more");
            assertThat(notes(store)).containsExactly("before", "more");
        }
        try (DataDirectory data = DataDirectory.open(path);
                EmbeddedStore store = data.openStore(kind)) {
            assertThat(notes(store)).containsExactly("before", "more");
        }
    }

    @ParameterizedTest
    @EnumSource(DataDirectory.Kind.class)
    void aForkOfASnapshotHasTheTablesThatAreKeptAsTheyAreNow(DataDirectory.Kind kind) {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedStore store = data.openStore(kind)) {
            Snapshots snapshots = new Snapshots(data, store, blobs(data, store));
            note(store, "early");
            store.update(transaction -> EVENTS.put(transaction, "row", "early"));
            snapshots.create("early");
            note(store, "late");
            store.update(transaction -> EVENTS.put(transaction, "row", "late"));
            snapshots.fork(Optional.of("early"), folder.resolve("fork"), List.of(0x7f02));
            try (DataDirectory other = DataDirectory.open(folder.resolve("fork"));
                    EmbeddedStore copy = other.openStore(kind);
                    StoreView view = copy.view()) {
                assertThat(notes(copy)).containsExactly("early");
                assertThat(EVENTS.find(view, "row")).hasValue("late");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DataDirectory.Kind.class)
    void forksIntoACloudOfItsOwn(DataDirectory.Kind kind) {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedStore store = data.openStore(kind)) {
            Snapshots snapshots = new Snapshots(data, store, blobs(data, store));
            note(store, "shared");
            snapshots.create("early");
            note(store, "late");
            snapshots.fork(Optional.empty(), folder.resolve("now"), List.of());
            snapshots.fork(Optional.of("early"), folder.resolve("then"), List.of());
            note(store, "original");
            for (String name : List.of("now", "then")) {
                try (DataDirectory other = DataDirectory.open(folder.resolve(name));
                        EmbeddedStore copy = other.openStore(kind)) {
                    note(copy, "copy");
                    assertThat(notes(copy))
                            .isEqualTo(
                                    name.equals("now") ? List.of("copy", "late", "shared") : List.of("copy", "shared"));
                }
            }
            assertThat(notes(store)).containsExactly("late", "original", "shared");
            assertThatThrownBy(() -> snapshots.fork(Optional.empty(), folder.resolve("now"), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(DataDirectory.Kind.class)
    void listsAndDeletes(DataDirectory.Kind kind) {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"));
                EmbeddedStore store = data.openStore(kind)) {
            Snapshots snapshots = new Snapshots(data, store, blobs(data, store));
            assertThat(snapshots.list()).isEmpty();
            snapshots.create("b");
            snapshots.create("a");
            assertThat(snapshots.list()).containsExactly("a", "b");
            assertThatThrownBy(() -> snapshots.create("a")).hasMessageContaining("already");
            assertThatThrownBy(() -> snapshots.create("../x")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> snapshots.restore("c", List.of())).hasMessageContaining("no snapshot named c");
            assertThat(snapshots.delete("a")).isTrue();
            assertThat(snapshots.delete("a")).isFalse();
            assertThat(snapshots.list()).containsExactly("b");
        }
    }
}
