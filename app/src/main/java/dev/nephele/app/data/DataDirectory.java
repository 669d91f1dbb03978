package dev.nephele.app.data;

import dev.nephele.storage.directory.DirectoryLock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The directory of one cloud, mode 700.
 *
 * <pre>
 * admin-token  the administrator's bearer token, mode 600
 * endpoint     where the cloud listens, while it does
 * root-key     the key under which secrets are stored, mode 600, unless it is given from outside
 * log          what the cloud has to say when it runs detached
 * scratch      large payloads of a cloud in memory, while it runs
 * </pre>
 *
 * The rooms add their own: the lock, the store, the blobs, snapshots, the local certificate authority.
 */
public final class DataDirectory {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    /** What a cloud that never came up leaves, the key that it is to have, and what a file system puts at its root. */
    private static final Set<String> HARMLESS = Set.of("log", "log.1", "admin-token", "root-key", "lost+found");

    private final Path path;

    public DataDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    /** Where a detached cloud writes its log. */
    public Path log() {
        return path.resolve("log");
    }

    /**
     * Makes the directory with its parents, for the owner alone. One that is there must be empty or a cloud's; it is taken
     * from the others, for it holds everybody's secrets.
     *
     * @throws IOException if it holds something else
     */
    public void create() throws IOException {
        if (Files.isDirectory(path)) {
            if (!isOurs()) {
                throw new IOException(path + " holds files that are not a cloud's; name a directory of its own");
            }
            if (!PRIVATE.containsAll(Files.getPosixFilePermissions(path))) {
                Files.setPosixFilePermissions(path, PRIVATE);
            }
        } else {
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
    }

    private boolean isOurs() throws IOException {
        if (Files.exists(path.resolve("pid")) || Files.exists(path.resolve("format"))) {
            return true;
        }
        try (var files = Files.list(path)) {
            return files.allMatch(file -> HARMLESS.contains(file.getFileName().toString()));
        }
    }

    /** Takes the directory for this process, until the lock is closed or the process ends. Empty if somebody has it. */
    public Optional<DirectoryLock> claim() throws IOException {
        return DirectoryLock.claim(path);
    }

    /** The process that has the directory; empty if none has. */
    public Optional<ProcessHandle> owner() throws IOException {
        return DirectoryLock.owner(path);
    }

    /** The cloud that has the directory; empty if none has. */
    public Optional<Running> running() throws IOException {
        Optional<ProcessHandle> owner = owner();
        return owner.isEmpty()
                ? Optional.empty()
                : Optional.of(new Running(this, owner.get(), line("endpoint").map(URI::create)));
    }

    /** Says where the cloud that has the directory listens. */
    public void writeEndpoint(URI endpoint) throws IOException {
        write("endpoint", endpoint.toString());
    }

    /** Says that no cloud of this directory listens, or not yet. */
    public void removeEndpoint() throws IOException {
        Files.deleteIfExists(path.resolve("endpoint"));
    }

    /** Stores the administrator's token. */
    public void writeToken(String token) throws IOException {
        write("admin-token", token);
    }

    /** The administrator's token; empty if no cloud has run here. */
    public Optional<String> token() throws IOException {
        return line("admin-token");
    }

    /** Writes a file of one line, readable by the owner only; whoever reads it finds all or nothing. */
    private void write(String name, String line) throws IOException {
        Path temporary = path.resolve(name + ".new");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, line + "\n", StandardCharsets.US_ASCII);
        Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Optional<String> line(String name) throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(name), StandardCharsets.US_ASCII)
                    .strip());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }
}
