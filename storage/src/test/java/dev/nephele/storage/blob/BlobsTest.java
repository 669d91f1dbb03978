package dev.nephele.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.model.Body;
import dev.nephele.storage.ManualClock;
import dev.nephele.storage.SeededIds;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobsTest {
    @TempDir
    Path folder;

    private final Store store = new EmbeddedStore(MvEngine.inMemory());
    private final ManualClock clock = new ManualClock();
    private Blobs files;
    private Blobs rows;

    @BeforeEach
    void create() {
        files = Blobs.inFiles(store, folder, new SeededIds(1), clock);
        rows = Blobs.inRows(store, new SeededIds(2), clock);
    }

    private Blobs blobs(boolean inFiles) {
        return inFiles ? files : rows;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Staged published(Store store, Blobs blobs, byte[] bytes) throws IOException {
        Staged staged = blobs.stage(new ByteArrayInputStream(bytes));
        store.update(transaction -> blobs.publish(transaction, staged));
        return staged;
    }

    private byte[] read(Blobs blobs, BlobId id, long offset, long length) throws IOException {
        Body body;
        try (StoreView view = store.view()) {
            body = blobs.open(view, id, offset, length);
        }
        assertThat(body.length()).isEqualTo(length);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        body.writeTo(written);
        try (InputStream in = body.open()) {
            assertThat(in.readAllBytes()).isEqualTo(written.toByteArray());
        }
        return written.toByteArray();
    }

    private long filesOnDisk() throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).count();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsBackWholePayloadsAndPartsOfEverySize(boolean inFiles) throws Exception {
        Blobs blobs = blobs(inFiles);
        for (int size : new int[] {0, 1, Blobs.INLINE, Blobs.INLINE + 1, 256 << 10, 700_001}) {
            byte[] bytes = random(size);
            Staged staged = published(store, blobs, bytes);
            assertThat(staged.size()).isEqualTo(size);
            assertThat(read(blobs, staged.id(), 0, size)).isEqualTo(bytes);
            int from = size / 3;
            int length = size / 2;
            assertThat(read(blobs, staged.id(), from, length))
                    .isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
            try (StoreView view = store.view()) {
                assertThat(blobs.size(view, staged.id())).isEqualTo(size);
                assertThatThrownBy(() -> blobs.open(view, staged.id(), 1, size))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 100_000})
    void isNotThereBeforeItIsPublishedNorAfterItIsDeleted(int size) throws Exception {
        Staged staged = files.stage(random(size));
        try (StoreView view = store.view()) {
            assertThatThrownBy(() -> files.open(view, staged.id())).isInstanceOf(NoSuchElementException.class);
        }
        store.update(transaction -> files.publish(transaction, staged));
        assertThat(read(files, staged.id(), 0, size)).hasSize(size);
        store.update(transaction -> files.delete(transaction, staged.id()));
        try (StoreView view = store.view()) {
            assertThatThrownBy(() -> files.open(view, staged.id())).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void smallPayloadsMakeNoFiles() throws Exception {
        published(store, files, random(Blobs.INLINE));
        assertThat(filesOnDisk()).isZero();
    }

    @Test
    void deletedPayloadStaysForItsReadersAndThenItsFileGoes() throws Exception {
        Staged staged = published(store, files, random(100_000));
        Body open;
        try (StoreView view = store.view()) {
            open = files.open(view, staged.id());
        }
        store.update(transaction -> files.delete(transaction, staged.id()));
        age();
        files.sweep();
        assertThat(open.open().readAllBytes()).hasSize(100_000);
        clock.advance(Duration.ofMinutes(2));
        files.sweep();
        assertThat(filesOnDisk()).isZero();
    }

    @Test
    void sweepsWhatWasNeverPublishedAfterAnHour() throws Exception {
        files.stage(random(100_000));
        Staged kept = published(store, files, random(100_001));
        age();
        files.sweep();
        assertThat(filesOnDisk()).isEqualTo(2);
        clock.advance(Duration.ofHours(2));
        files.sweep();
        assertThat(filesOnDisk()).isEqualTo(1);
        assertThat(read(files, kept.id(), 0, 100_001)).isEqualTo(random(100_001));
    }

    @Test
    void sweepsRowsThatWereNeverPublished() throws Exception {
        Staged orphan = rows.stage(random(600_000));
        Staged kept = published(store, rows, random(600_001));
        clock.advance(Duration.ofHours(2));
        rows.sweep();
        store.update(transaction -> rows.publish(transaction, orphan));
        assertThatThrownBy(() -> read(rows, orphan.id(), 0, 10)).hasMessageContaining("ends 10 bytes early");
        assertThat(read(rows, kept.id(), 0, 600_001)).isEqualTo(random(600_001));
    }

    @Test
    void sweepsAllOrphansAtStart() throws Exception {
        files.stage(random(100_000));
        published(store, files, random(100_001));
        Files.writeString(folder.resolve("README"), "not a payload");
        files.sweepAtStart();
        assertThat(filesOnDisk()).isEqualTo(2);
    }

    @Test
    void failedStreamLeavesNothingPublished() throws Exception {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(random(100_000)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("client went away");
            }
        });
        assertThatThrownBy(() -> files.stage(broken)).hasMessage("client went away");
        files.sweepAtStart();
        assertThat(filesOnDisk()).isZero();
    }

    /** Gives the files the manual clock's time, so that their age is that of the test. */
    private void age() throws IOException {
        try (var found = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                Files.setLastModifiedTime(file, FileTime.from(clock.wall()));
            }
        }
    }
}
