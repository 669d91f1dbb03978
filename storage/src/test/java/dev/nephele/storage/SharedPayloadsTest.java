package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.model.Body;
import dev.nephele.storage.blob.BlobId;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.blob.Staged;
import dev.nephele.storage.postgres.PostgresStore;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payloads that two nodes share through one PostgreSQL. */
class SharedPayloadsTest {
    private final ManualClock clock = new ManualClock();
    private final List<Store> stores = new ArrayList<>();
    private final List<Blobs> nodes = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        String url = PostgresServer.database();
        for (int node = 0; node < 2; node++) {
            Store store = PostgresStore.open(url);
            stores.add(store);
            nodes.add(Blobs.inRows(store, new SeededIds(node), clock));
        }
    }

    @AfterEach
    void close() {
        stores.forEach(Store::close);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private BlobId published(int node, int size) {
        try (Staged staged = nodes.get(node).stage(random(size))) {
            return nodes.get(node).publish(Optional.empty(), staged, transaction -> staged.id());
        }
    }

    private void delete(int node, BlobId id) {
        stores.get(node).update(transaction -> nodes.get(node).delete(transaction, id));
    }

    /** Time passes, and both nodes sweep as often as they do. */
    private void pass(Duration time) {
        for (int round = 0; round < 40; round++) {
            clock.advance(time.dividedBy(40));
            nodes.forEach(Blobs::sweep);
        }
    }

    private int rows() {
        int[] count = new int[1];
        try (StoreView view = stores.getFirst().view()) {
            view.scan(new byte[] {(byte) 0x80, 0x10}, new byte[] {(byte) 0x80, 0x20}, false, (key, value) -> {
                count[0]++;
                return true;
            });
        }
        return count[0];
    }

    @Test
    void readerReadsToTheEndThoughAnotherNodeDeletesAndSweeps() throws Exception {
        BlobId id = published(0, 400_000);
        Body body;
        try (StoreView view = stores.get(0).view()) {
            body = nodes.get(0).open(view, id);
        }
        try (InputStream in = body.open()) {
            assertThat(in.readNBytes(10)).hasSize(10);
            delete(1, id);
            pass(Duration.ofMinutes(15));
            assertThat(in.readAllBytes()).hasSize(399_990);
        }
        pass(Duration.ofMinutes(15));
        assertThat(rows()).isZero();
    }

    @Test
    void slowUploadIsNotTakenForOneOfADeadNode() throws Exception {
        InputStream slow = new InputStream() {
            private int given;

            @Override
            public int read() {
                if (given % 130_000 == 0) {
                    pass(Duration.ofMinutes(40));
                }
                return given++ < 600_000 ? 1 : -1;
            }
        };
        try (Staged staged = nodes.get(0).stage(slow)) {
            nodes.get(0).publish(Optional.empty(), staged, transaction -> staged.id());
            try (StoreView view = stores.get(1).view()) {
                assertThat(nodes.get(1).open(view, staged.id()).open().readAllBytes())
                        .hasSize(600_000);
            }
        }
    }

    @Test
    void whatADeadNodeHadBegunIsFreedAndCannotComeBack() {
        Staged staged = nodes.get(0).stage(random(300_000));
        clock.advance(Duration.ofHours(2));
        nodes.get(1).sweep();
        assertThat(rows()).isZero();
        assertThatThrownBy(() -> nodes.get(0).publish(Optional.empty(), staged, transaction -> staged.id()))
                .isInstanceOf(StoreException.class);
        assertThat(rows()).isZero();
    }

    @Test
    void nothingIsLeftWhenAllIsDeletedWhileBothSweep() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            int mine = node;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 15; i++) {
                    delete(1 - mine, published(mine, 40_000 + 10_000 * i));
                    clock.advance(Duration.ofMinutes(1));
                    nodes.get(mine).sweep();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        pass(Duration.ofMinutes(10));
        assertThat(rows()).isZero();
    }
}
