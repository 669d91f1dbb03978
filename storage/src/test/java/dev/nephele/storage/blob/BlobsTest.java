package dev.nephele.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.storage.ConflictException;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
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

    private static Staged published(Blobs blobs, byte[] bytes) throws IOException {
        try (Staged staged = blobs.stage(new ByteArrayInputStream(bytes))) {
            return blobs.publish(Optional.empty(), staged, transaction -> staged);
        }
    }

    private byte[] read(Blobs blobs, BlobId id, long offset, long length) throws IOException {
        Body body;
        try (StoreView view = store.view()) {
            body = blobs.open(view, List.of(new Blobs.Span(id, offset, length)));
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
            Staged staged = published(blobs, bytes);
            assertThat(staged.size()).isEqualTo(size);
            assertThat(read(blobs, staged.id(), 0, size)).isEqualTo(bytes);
            int from = size / 3;
            int length = size / 2;
            assertThat(read(blobs, staged.id(), from, length))
                    .isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
            try (StoreView view = store.view()) {
                assertThat(blobs.size(view, staged.id())).isEqualTo(size);
                assertThatThrownBy(() -> blobs.open(view, List.of(new Blobs.Span(staged.id(), 1, size))))
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
        files.publish(Optional.empty(), staged, transaction -> staged);
        assertThat(read(files, staged.id(), 0, size)).hasSize(size);
        store.update(transaction -> files.delete(transaction, staged.id()));
        try (StoreView view = store.view()) {
            assertThatThrownBy(() -> files.open(view, staged.id())).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void smallPayloadsMakeNoFiles() throws Exception {
        published(files, random(Blobs.INLINE));
        assertThat(filesOnDisk()).isZero();
    }

    private void delete(Blobs blobs, Staged staged) {
        store.update(transaction -> blobs.delete(transaction, staged.id()));
    }

    private void sweepLater(Blobs blobs, Duration wait) {
        for (int round = 0; round < 20; round++) {
            clock.advance(wait.dividedBy(20));
            blobs.sweep();
        }
    }

    @Test
    void bytesOfADeletedPayloadStayForReadersThatAreAboutToBegin() throws Exception {
        Staged staged = published(files, random(100_000));
        Body body;
        try (StoreView view = store.view()) {
            body = files.open(view, staged.id());
        }
        delete(files, staged);
        clock.advance(Duration.ofSeconds(10));
        files.sweep();
        assertThat(body.open().readAllBytes()).hasSize(100_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readerThatHasBegunReadsToTheEndHoweverLongItTakes(boolean inFiles) throws Exception {
        Blobs blobs = blobs(inFiles);
        Staged first = published(blobs, random(200_000));
        Staged second = published(blobs, random(300_000));
        Body body;
        try (StoreView view = store.view()) {
            body = blobs.open(
                    view, List.of(new Blobs.Span(first.id(), 0, 200_000), new Blobs.Span(second.id(), 0, 300_000)));
        }
        try (InputStream in = body.open()) {
            assertThat(in.read()).isGreaterThanOrEqualTo(0);
            delete(blobs, first);
            delete(blobs, second);
            sweepLater(blobs, Duration.ofMinutes(10));
            assertThat(in.readNBytes(199_999)).hasSize(199_999);
            sweepLater(blobs, Duration.ofMinutes(10));
            assertThat(in.readAllBytes()).isEqualTo(random(300_000));
        }
        sweepLater(blobs, Duration.ofMinutes(10));
        assertThatThrownBy(() -> body.open().readAllBytes()).isInstanceOf(StoreException.class);
        assertThat(filesOnDisk()).isZero();
    }

    @Test
    void readerOfManyPartsHasOneFileOpenAtATime() throws Exception {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Staged staged = published(files, random(40_000));
        Body body;
        try (StoreView view = store.view()) {
            body = files.open(view, Collections.nCopies(1_000, new Blobs.Span(staged.id(), 0, 40_000)));
        }
        long before = system.getOpenFileDescriptorCount();
        try (InputStream in = body.open()) {
            assertThat(in.readNBytes(5 * 40_000)).hasSize(5 * 40_000);
            assertThat(system.getOpenFileDescriptorCount()).isLessThan(before + 50);
        }
        assertThat(body.length()).isEqualTo(40_000_000);
    }

    @Test
    void readerOfPartsOfWhichOneIsMissingHoldsNothingAfterwards() throws Exception {
        Staged there = published(files, random(40_000));
        Staged missing = published(files, random(40_001));
        Files.delete(folder.resolve(missing.id().value().substring(1, 3))
                .resolve(missing.id().value()));
        Body body;
        try (StoreView view = store.view()) {
            body = files.open(
                    view, List.of(new Blobs.Span(there.id(), 0, 40_000), new Blobs.Span(missing.id(), 0, 40_001)));
        }
        assertThatThrownBy(() -> body.writeTo(OutputStream.nullOutputStream())).isInstanceOf(StoreException.class);
        delete(files, there);
        sweepLater(files, Duration.ofMinutes(1));
        assertThat(filesOnDisk()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void freesAtOnceWhatATransactionRefuses(boolean inFiles) throws Exception {
        Blobs blobs = blobs(inFiles);
        Staged staged = blobs.stage(random(600_000));
        assertThatThrownBy(() -> {
                    try (staged) {
                        blobs.publish(Optional.empty(), staged, transaction -> {
                            throw new IllegalArgumentException("refused");
                        });
                    }
                })
                .hasMessage("refused");
        assertThat(filesOnDisk()).isZero();
        assertThat(rowsOfPayloads()).isZero();
    }

    /** The number of rows in the tables of this room. */
    private int rowsOfPayloads() {
        int[] count = new int[1];
        try (StoreView view = store.view()) {
            view.scan(new byte[] {(byte) 0x80, 0x10}, new byte[] {(byte) 0x80, 0x20}, false, (key, value) -> {
                count[0]++;
                return true;
            });
        }
        return count[0];
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void freesAtOnceWhatIsNeverPublished(boolean inFiles) throws Exception {
        Blobs blobs = blobs(inFiles);
        blobs.stage(random(600_000)).close();
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(random(500_000)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("client went away");
            }
        });
        assertThatThrownBy(() -> blobs.stage(broken)).hasMessage("client went away");
        assertThat(filesOnDisk()).isZero();
        assertThat(rowsOfPayloads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void freesAtOnceWhatAlwaysLostToOtherWriters(boolean inFiles) throws Exception {
        FailingCommits failing = new FailingCommits(store, new ConflictException("others won"), false);
        Blobs blobs = over(failing, inFiles);
        try (Staged staged = blobs.stage(random(600_000))) {
            failing.fail = true;
            assertThatThrownBy(() -> blobs.publish(Optional.empty(), staged, transaction -> staged))
                    .isInstanceOf(ConflictException.class);
            failing.fail = false;
        }
        assertThat(filesOnDisk()).isZero();
        assertThat(rowsOfPayloads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void freesAtOnceWhatANewDecisionRefuses(boolean inFiles) throws Exception {
        ServiceException denied = ServiceException.of("AccessDenied", 403, "no longer");
        FailingCommits failing = new FailingCommits(store, denied, false);
        Blobs blobs = over(failing, inFiles);
        try (Staged staged = blobs.stage(random(600_000))) {
            failing.fail = true;
            assertThatThrownBy(() -> blobs.publish(Optional.empty(), staged, transaction -> staged))
                    .isEqualTo(denied);
            failing.fail = false;
        }
        assertThat(filesOnDisk()).isZero();
        assertThat(rowsOfPayloads()).isZero();
    }

    private Blobs over(Store other, boolean inFiles) {
        return inFiles
                ? Blobs.inFiles(other, folder, new SeededIds(3), clock)
                : Blobs.inRows(other, new SeededIds(3), clock);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsWhatWasCommittedThoughTheAnswerWasLost(boolean inFiles) throws Exception {
        FailingCommits failing = new FailingCommits(store, new StoreException("connection lost in COMMIT"), true);
        Blobs blobs = over(failing, inFiles);
        Staged staged = blobs.stage(random(600_000));
        failing.fail = true;
        try (staged) {
            assertThatThrownBy(() -> blobs.publish(Optional.empty(), staged, transaction -> staged))
                    .hasMessage("connection lost in COMMIT");
        }
        failing.fail = false;
        sweepLater(blobs, Duration.ofHours(3));
        assertThat(read(blobs, staged.id(), 0, 600_000)).isEqualTo(random(600_000));
        delete(blobs, staged);
        sweepLater(blobs, Duration.ofHours(1));
        assertThat(filesOnDisk()).isZero();
        assertThat(rowsOfPayloads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void freesWhatWasNotCommittedWhenThatHasBecomeCertain(boolean inFiles) throws Exception {
        FailingCommits failing = new FailingCommits(store, new StoreException("connection lost in COMMIT"), false);
        Blobs blobs = over(failing, inFiles);
        Staged staged = blobs.stage(random(600_000));
        failing.fail = true;
        try (staged) {
            assertThatThrownBy(() -> blobs.publish(Optional.empty(), staged, transaction -> staged))
                    .hasMessage("connection lost in COMMIT");
        }
        failing.fail = false;
        sweepLater(blobs, Duration.ofMinutes(30));
        assertThat(filesOnDisk() + rowsOfPayloads()).isPositive();
        sweepLater(blobs, Duration.ofHours(3));
        assertThat(filesOnDisk()).isZero();
        assertThat(rowsOfPayloads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverFreesWhatIsBeingStagedOrAboutToBePublished(boolean inFiles) throws Exception {
        Blobs blobs = blobs(inFiles);
        InputStream slow = new InputStream() {
            private int given;

            @Override
            public int read() {
                if (given % 100_000 == 0) {
                    sweepLater(blobs, Duration.ofMinutes(40));
                }
                return given++ < 600_000 ? given & 0xff : -1;
            }
        };
        try (Staged staged = blobs.stage(slow)) {
            sweepLater(blobs, Duration.ofMinutes(40));
            blobs.publish(Optional.empty(), staged, transaction -> staged);
            assertThat(read(blobs, staged.id(), 0, 600_000)).hasSize(600_000);
        }
    }

    @Test
    void freesWhatAFormerProcessLeft() throws Exception {
        files.stage(random(100_000));
        Staged kept = published(files, random(100_001));
        Staged deleted = published(files, random(100_002));
        delete(files, deleted);
        Files.writeString(folder.resolve("README"), "not a payload");
        Blobs next = over(store, true);
        next.sweep();
        assertThat(filesOnDisk()).isEqualTo(3);
        clock.advance(Duration.ofMinutes(1));
        next.sweep();
        assertThat(filesOnDisk()).isEqualTo(2);
        assertThat(read(next, kept.id(), 0, 100_001)).isEqualTo(random(100_001));
    }

    @Test
    void freesRowsThatAnotherNodeLeft() throws Exception {
        rows.stage(random(600_000));
        Staged kept = published(rows, random(600_001));
        Blobs next = over(store, false);
        next.sweep();
        int before = rowsOfPayloads();
        clock.advance(Duration.ofHours(2));
        next.sweep();
        assertThat(rowsOfPayloads()).isEqualTo(before - 6);
        assertThat(read(next, kept.id(), 0, 600_001)).isEqualTo(random(600_001));
    }

    @Test
    void refusesToPublishWhatAnotherNodeHasFreed() throws Exception {
        Staged staged = rows.stage(random(600_000));
        clock.advance(Duration.ofHours(2));
        over(store, false).sweep();
        assertThatThrownBy(() -> rows.publish(Optional.empty(), staged, transaction -> staged))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was discarded");
    }

    @Test
    void sweepBearsFilesThatVanishWhileItLooks() throws Exception {
        for (int i = 0; i < 100; i++) {
            files.stage(random(40_000));
        }
        FileSpace space = new FileSpace(folder, true);
        int[] seen = new int[1];
        space.suspects(clock.wall(), found -> {
            seen[0] += found.size();
            try (var all = Files.walk(folder)) {
                all.filter(Files::isRegularFile)
                        .toList()
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(seen[0]).isBetween(1, 10);
    }
}
