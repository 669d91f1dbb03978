package dev.nephele.storage.engine;

import dev.nephele.storage.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * RocksDB's native library, unpacked from its jar once per user and version instead of at every start. The file's name
 * carries its length, so that a library cut short by a crash or of another build is not taken for it.
 */
final class RocksLibrary {
    /** What {@link RocksDB#loadLibrary(List)} makes the name of the file from, which is not what its jar does. */
    private static final String SOUGHT = "rocksdbjni";

    private static boolean loaded;

    private RocksLibrary() {}

    /** Loads the library from the user's cache folder, unpacking it there first if it is not there yet. */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            RocksDB.loadLibrary(List.of(unpacked(userCache()).toString()));
        } catch (IOException | UnsatisfiedLinkError e) {
            // A cache that cannot be used (read-only home, noexec mount): the jar's own way, slower at each start.
            RocksDB.loadLibrary();
        }
        loaded = true;
    }

    /** {@code $XDG_CACHE_HOME/nephele}, by default {@code ~/.cache/nephele}. */
    private static Path userCache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache == null || cache.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "nephele")
                : Path.of(cache, "nephele");
    }

    private static Path unpacked(Path cache) throws IOException {
        String name = Environment.getJniLibraryFileName("rocksdb");
        var resource = RocksDB.class.getClassLoader().getResource(name);
        if (resource == null) {
            throw new StoreException("no RocksDB library for this platform in its jar: " + name);
        }
        long length = resource.openConnection().getContentLengthLong();
        Path folder = cache.resolve("rocksdb-" + length);
        Path library = folder.resolve(Environment.getJniLibraryFileName(SOUGHT));
        if (Files.exists(library) && Files.size(library) == length) {
            return folder;
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path part = Files.createTempFile(folder, name, ".part");
        try (InputStream in = resource.openStream()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return folder;
    }
}
