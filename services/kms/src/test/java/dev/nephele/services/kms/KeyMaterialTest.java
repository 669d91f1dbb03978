package dev.nephele.services.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Region;
import dev.nephele.model.kms.CreateKeyRequest;
import dev.nephele.model.kms.KmsOperations;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.directory.Snapshots;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Table;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyMaterialTest {
    private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final byte[] MATERIAL = "the material of an older program".getBytes(StandardCharsets.US_ASCII);

    /** Version 1, whose material was in plain. */
    private static final RegionTable<String, Instant> OLDER = Table.regional(
            0x1501,
            KeyCodec.text(),
            RowCodec.of(
                    1,
                    (created, out) -> out.text(ID)
                            .instant(created)
                            .text("description")
                            .symbol(KeySpec.SYMMETRIC_DEFAULT)
                            .text(KeySpec.CIPHER)
                            .flag(false)
                            .text("{}")
                            .texts(Map.of("a", "b"))
                            .bytes(MATERIAL)
                            .text("0123"),
                    in -> Instant.EPOCH));

    @TempDir
    Path folder;

    /** Whatever KMS draws is recorded; material is what has its length. */
    private final List<byte[]> drawn = new ArrayList<>();

    @Test
    void liesInNoFileOfTheCloudItsSnapshotsAndForks() throws IOException {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
            EmbeddedStore store = data.openStore(DataDirectory.Kind.ROCKSDB);
            Ground ground = Ground.on(store);
            Ids recording = bytes -> {
                ground.ids().fill(bytes);
                drawn.add(bytes.clone());
            };
            Kms kms = new Kms(store, recording, ground.key(), ground.directory());
            try (Cloud cloud = Cloud.of(ground, kms.served())) {
                for (KeySpec spec : List.of(KeySpec.SYMMETRIC_DEFAULT, KeySpec.HMAC_224, KeySpec.HMAC_512)) {
                    create(cloud.root(), spec);
                }
                Blobs blobs = Blobs.inFiles(store, data.blobs(), recording, ground.clock());
                Snapshots snapshots = new Snapshots(data, store, blobs);
                snapshots.create("kept");
                snapshots.fork(Optional.of("kept"), folder.resolve("fork"), List.of());
                create(cloud.root(), KeySpec.HMAC_384);
            }
        }
        List<byte[]> materials = drawn.stream()
                .filter(bytes -> bytes.length >= 28 && bytes.length <= 64)
                .toList();
        assertThat(materials).extracting(bytes -> bytes.length).contains(32, 28, 64, 48);
        assertThat(files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(materials)
                        .as(file.toString())
                        .noneMatch(material -> contains(read(file), material)));
        assertThat(files())
                .as("the scan sees what is not secret")
                .anyMatch(file -> contains(read(file), "SYMMETRIC_DEFAULT".getBytes(StandardCharsets.US_ASCII)));
    }

    private static void create(Client client, KeySpec spec) {
        CreateKeyRequest.Builder request = CreateKeyRequest.builder().keySpec(spec.name());
        if (!spec.isSymmetric()) {
            request.keyUsage(KeySpec.MAC);
        }
        client.call(KmsOperations.CREATE_KEY, request.build());
    }

    @Test
    void isReadFromOlderRowsAndSealed() {
        Ground ground = Ground.inMemory();
        Store store = ground.store();
        SealedColumn materials = ground.key().column("kms.key-material");
        store.update(transaction -> OLDER.in(Cloud.ACCOUNT, Region.US_EAST_1).put(transaction, ID, Instant.EPOCH));
        var rows = Key.KEYS.in(Cloud.ACCOUNT, Region.US_EAST_1);
        new Kms(store, ground.ids(), ground.key(), ground.directory()).sealOlderRows();
        try (StoreView view = store.view()) {
            Key key = rows.find(view, ID).orElseThrow();
            assertThat(key.material().isPlain()).isFalse();
            assertThat(materials.open(key.material(), rows, ID)).isEqualTo(MATERIAL);
            assertThat(key.materialId()).isEqualTo("0123");
            assertThat(contains(rows.value(key), MATERIAL)).isFalse();
        }
        store.close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
