package dev.nephele.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.model.Body;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of payloads whose stored bytes have changed. */
class DamageTest {
    private static final int SIZE = 3 * Space.CHUNK + 1_000;

    @TempDir
    Path folder;

    private final Store store = new EmbeddedStore(MvEngine.inMemory());
    private final byte[] bytes = new byte[SIZE];

    private Blobs blobs() {
        new Random(1).nextBytes(bytes);
        return Blobs.inFiles(store, folder, new SeededIds(1), new ManualClock());
    }

    private static BlobId published(Blobs blobs, byte[] bytes) {
        try (Staged staged = blobs.stage(bytes)) {
            return blobs.publish(Optional.empty(), staged, transaction -> staged.id());
        }
    }

    private Path file(BlobId id) {
        return folder.resolve(FileSpace.name(id));
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] all = Files.readAllBytes(file);
        all[at] ^= 1;
        Files.write(file, all);
    }

    private Body open(Blobs blobs, BlobId id, int from, int to) {
        try (StoreView view = store.view()) {
            return blobs.open(view, List.of(new Blobs.Span(id, from, to - from)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                Space.CHUNK - 1,
                Space.CHUNK,
                2 * Space.CHUNK + 77,
                3 * Space.CHUNK,
                SIZE - 1,
                SIZE,
                SIZE + 7,
                SIZE + 15
            })
    void flippedBitIsNeverGivenOutAndHarmsItsOwnChunkOnly(int at) throws Exception {
        Blobs blobs = blobs();
        BlobId id = published(blobs, bytes);
        flip(file(id), at);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        assertThatThrownBy(() -> open(blobs, id, 0, SIZE).writeTo(got))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
        assertThat(got.toByteArray()).isEqualTo(Arrays.copyOf(bytes, got.size()));
        int damaged = 0;
        for (int chunk = 0; chunk < 4; chunk++) {
            int from = chunk * Space.CHUNK + 10;
            Body part = open(blobs, id, from, from + 500);
            try {
                assertThat(part.open().readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, from, from + 500));
            } catch (StoreException e) {
                damaged++;
            }
        }
        assertThat(damaged).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Space.CHUNK, SIZE, SIZE + 15})
    void fileThatEndsEarlyIsNeverGivenOutAsWhole(int length) throws Exception {
        Blobs blobs = blobs();
        BlobId id = published(blobs, bytes);
        Files.write(file(id), Arrays.copyOf(Files.readAllBytes(file(id)), length));
        assertThatThrownBy(() -> open(blobs, id, 0, SIZE).open().readAllBytes()).isInstanceOf(StoreException.class);
    }

    @Test
    void rightBytesInTheWrongPlaceAreDamageToo() throws Exception {
        Blobs blobs = blobs();
        BlobId id = published(blobs, bytes);
        BlobId other = published(blobs, new byte[SIZE]);
        Files.write(file(id), Files.readAllBytes(file(other)));
        assertThatThrownBy(() -> open(blobs, id, 0, SIZE).open().readAllBytes())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void rowsOfBytesAreVerifiedToo() {
        Blobs blobs = blobs();
        BlobId id = published(blobs, new byte[] {1, 2, 3});
        store.update(transaction -> {
            byte[] row = Tables.INLINES.value(new byte[] {1, 2, 3});
            row[row.length - 1] ^= 1;
            transaction.put(Tables.INLINES.key(id), row);
        });
        assertThatThrownBy(() -> open(blobs, id, 0, 3)).isInstanceOf(StoreException.class);
    }
}
