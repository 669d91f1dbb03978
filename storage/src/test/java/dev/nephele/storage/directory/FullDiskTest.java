package dev.nephele.storage.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory on a small disk of its own, which somebody fills. Needs the right to mount one. */
class FullDiskTest {
    private static final Rows<Long, byte[]> PAYLOADS = Table.partition(0x7f01, KeyCodec.number(), RowCodec.bytes());

    @TempDir
    Path folder;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = command("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", folder.toString());
        assumeTrue(mounted, "a file system cannot be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(command("umount", folder.toString())).isTrue();
        }
    }

    private static boolean command(String... words) throws Exception {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private Path fill() throws IOException {
        Path filler = folder.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[64 << 10]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static long write(Store store, long from) {
        long next = from;
        try {
            while (true) {
                long key = next;
                store.update(transaction -> PAYLOADS.put(transaction, key, new byte[20_000]));
                next++;
            }
        } catch (StoreException full) {
            return next;
        }
    }

    private static void check(Store store, long written) {
        try (StoreView view = store.view()) {
            for (long key = 0; key < written; key++) {
                assertThat(PAYLOADS.get(view, key)).as("row %d", key).hasSize(20_000);
            }
        }
    }

    @Test
    void refusesWritesWhileFullReadsOnAndWritesAgain() throws Exception {
        Path data = folder.resolve("data");
        long written;
        try (DataDirectory directory = DataDirectory.open(data);
                Store store = directory.openStore(DataDirectory.Kind.ROCKSDB)) {
            store.update(transaction -> PAYLOADS.put(transaction, 0L, new byte[20_000]));
            Path filler = fill();
            written = write(store, 1);
            assertThat(store.trouble()).isPresent();
            check(store, written);
            assertThatThrownBy(() -> store.update(transaction -> PAYLOADS.put(transaction, -1L, new byte[9])))
                    .hasMessageContaining("accepts none until it is opened again");
            Files.delete(filler);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (store.trouble().isPresent()) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(50);
            }
            check(store, written);
            store.update(transaction -> PAYLOADS.put(transaction, 1_000_000L, new byte[1]));
        }
        try (DataDirectory directory = DataDirectory.open(data);
                Store store = directory.openStore(DataDirectory.Kind.ROCKSDB);
                StoreView view = store.view()) {
            check(store, written);
            assertThat(PAYLOADS.exists(view, 1_000_000L)).isTrue();
        }
        try (var states = Files.newDirectoryStream(data.resolve("store"), Files::isDirectory)) {
            assertThat(states).hasSize(1);
        }
    }
}
