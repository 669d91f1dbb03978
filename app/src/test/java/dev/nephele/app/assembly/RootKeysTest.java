package dev.nephele.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.app.assembly.StartOptions.Root;
import dev.nephele.app.data.KeyFile;
import dev.nephele.kernel.Ids;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.servicekit.seal.RootKey;
import dev.nephele.servicekit.seal.Seal;
import dev.nephele.storage.Store;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeysTest {
    private static final Root OWN = new Root.Own();

    @TempDir
    Path data;

    private final Ids ids = new SecureIds();
    private final Store store = new EmbeddedStore(MvEngine.inMemory());

    @AfterEach
    void close() {
        store.close();
    }

    private RootKeys keys() {
        return new RootKeys(data);
    }

    private Path file() {
        return data.resolve("root-key");
    }

    private static Root.Given given(RootKey key) {
        return new Root.Given(key, "NEPHELE_ROOT_KEY");
    }

    private RootKey kept() throws IOException {
        return RootKey.parse(Files.readString(file())).orElseThrow();
    }

    /** What is sealed with a key, to ask another whether it is the same. */
    private static byte[] mark(CloudKey key) {
        return key.seal("test").seal(new byte[] {7}, new byte[0]);
    }

    private static void assertOpens(CloudKey key, byte[] mark) {
        Seal seal = key.seal("test");
        assertThat(seal.open(mark, new byte[0])).hasValue(new byte[] {7});
    }

    @Test
    void makesOneForANewCloudThatNobodyElseCanRead() throws IOException {
        keys().open(store, OWN, ids);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(CloudKey.sealedUnder(store)).hasValue(kept().id());
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void findsItAgain() throws IOException {
        byte[] mark = mark(keys().open(store, OWN, ids));
        assertOpens(keys().open(store, OWN, ids), mark);
    }

    @Test
    void opensWithTheFileMovedOutAndGiven() throws IOException {
        byte[] mark = mark(keys().open(store, OWN, ids));
        RootKey moved = kept();
        Files.delete(file());
        assertOpens(keys().open(store, given(moved), ids), mark);
        assertThat(file()).doesNotExist();
    }

    @Test
    void refusesWithoutTheFileAndMakesNoOther() throws IOException {
        keys().open(store, OWN, ids);
        String text = Files.readString(file());
        Files.delete(file());
        assertThatThrownBy(() -> keys().open(store, OWN, ids))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("--root-key-file")
                .hasMessageContaining("NEPHELE_ROOT_KEY")
                .hasMessageContaining("nothing was changed");
        assertThat(file()).doesNotExist();
        Files.writeString(file(), text);
        keys().open(store, OWN, ids);
    }

    @Test
    void refusesAnotherKey() throws IOException {
        keys().open(store, OWN, ids);
        RootKey other = RootKey.create(ids);
        assertThatThrownBy(() -> keys().open(store, given(other), ids))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(kept().id().text())
                .hasMessageContaining(other.id().text())
                .hasMessageContaining("nothing was changed");
        assertThat(CloudKey.sealedUnder(store)).hasValue(kept().id());
    }

    @Test
    void refusesADamagedFile() throws IOException {
        keys().open(store, OWN, ids);
        Files.writeString(file(), "what is this");
        assertThatThrownBy(() -> keys().open(store, OWN, ids))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file() + " is no root key");
        assertThat(Files.readString(file())).isEqualTo("what is this");
    }

    @Test
    void aGivenKeyLeavesNothingInTheDirectory() throws IOException {
        keys().open(store, given(RootKey.create(ids)), ids);
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void rotatesInPlace() throws IOException {
        byte[] mark = mark(keys().open(store, OWN, ids));
        RootKey old = kept();
        keys().rotate(store, OWN, Optional.empty(), ids);
        assertThat(kept().id()).isNotEqualTo(old.id());
        assertOpens(keys().open(store, OWN, ids), mark);
        assertThatThrownBy(() -> keys().open(store, given(old), ids)).isInstanceOf(IOException.class);
        assertThat(data.resolve("root-key.next")).doesNotExist();
    }

    @Test
    void rotatesToAKeyOutsideAndForgetsItsOwn() throws IOException {
        byte[] mark = mark(keys().open(store, OWN, ids));
        RootKey outside = RootKey.create(ids);
        keys().rotate(store, OWN, Optional.of(given(outside)), ids);
        assertThat(file()).doesNotExist();
        assertOpens(keys().open(store, given(outside), ids), mark);
    }

    @Test
    void doesNotRotateWithAWrongKey() throws IOException {
        keys().open(store, OWN, ids);
        Root.Given wrong = given(RootKey.create(ids));
        assertThatThrownBy(() -> keys().rotate(store, wrong, Optional.of(given(RootKey.create(ids))), ids))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing was changed");
        assertThat(CloudKey.sealedUnder(store)).hasValue(kept().id());
    }

    @Test
    void doesNotRotateToTheKeyThatItHas() throws IOException {
        keys().open(store, OWN, ids);
        Root.Given same = given(kept());
        assertThatThrownBy(() -> keys().rotate(store, OWN, Optional.of(same), ids))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("already");
        assertThat(file()).exists();
    }

    /** Killed after the next key was written, and before the store knew of it. */
    @Test
    void aRotationThatDidNotReachTheStoreIsUndone() throws IOException {
        byte[] mark = mark(keys().open(store, OWN, ids));
        RootKey present = kept();
        new KeyFile(data.resolve("root-key.next")).create(RootKey.create(ids).secretText());
        assertOpens(keys().open(store, OWN, ids), mark);
        assertThat(kept().id()).isEqualTo(present.id());
        assertThat(data.resolve("root-key.next")).doesNotExist();
    }

    /** Killed after the store was sealed under the next key, and before that had its name. */
    @Test
    void aRotationThatReachedTheStoreIsEnded() throws IOException {
        byte[] mark = mark(keys().open(store, OWN, ids));
        RootKey next = RootKey.create(ids);
        new KeyFile(data.resolve("root-key.next")).create(next.secretText());
        CloudKey.rewrap(store, ids, kept(), next);
        assertOpens(keys().open(store, OWN, ids), mark);
        assertThat(kept().id()).isEqualTo(next.id());
        assertThat(data.resolve("root-key.next")).doesNotExist();
    }

    /** A next key is thrown away only by whoever knows that another one opens the state. */
    @Test
    void nothingIsThrownAwayWhereNoKeyFits() throws IOException {
        keys().open(store, OWN, ids);
        String next = RootKey.create(ids).secretText();
        new KeyFile(data.resolve("root-key.next")).create(next);
        Files.delete(file());
        assertThatThrownBy(() -> keys().open(store, OWN, ids)).isInstanceOf(IOException.class);
        assertThat(Files.readString(data.resolve("root-key.next")).strip()).isEqualTo(next);
    }
}
