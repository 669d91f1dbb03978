package dev.nephele.app.data;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clouds that this user runs: one file a port under {@code $XDG_STATE_HOME/nephele/clouds} (by default
 * {@code ~/.local/state/nephele/clouds}), with three lines: endpoint, data directory, process id. A file whose cloud
 * is gone is removed by the next reader. At most {@value #MOST} are looked at.
 */
public final class CloudIndex {
    private static final int MOST = 1_000;

    private final Path directory;

    public CloudIndex(Path directory) {
        this.directory = directory;
    }

    /** The index of the user to whom these environment variables belong. */
    public static CloudIndex of(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", "/var/tmp"), ".local", "state")
                : Path.of(state);
        return new CloudIndex(base.resolve("nephele").resolve("clouds"));
    }

    /** A cloud that is running. */
    public record Entry(int port, URI endpoint, DataDirectory data, ProcessHandle process) {}

    /** Enters a cloud of this process, in place of whatever was known of its port. */
    public void enter(int port, URI endpoint, Path data) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path temporary = directory.resolve(port + ".new");
        Files.writeString(
                temporary,
                endpoint + "\n" + data + "\n" + ProcessHandle.current().pid() + "\n",
                StandardCharsets.UTF_8);
        Files.move(temporary, file(port), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets the cloud of a port, if it is still the one with this directory. */
    public void leave(int port, Path data) throws IOException {
        List<String> lines = lines(file(port));
        if (lines.size() == 3 && lines.get(1).equals(data.toString())) {
            Files.deleteIfExists(file(port));
        }
    }

    /** The cloud that listens on a port. */
    public Optional<Entry> atPort(int port) throws IOException {
        return read(port);
    }

    /** The cloud that has a data directory. */
    public Optional<Entry> at(DataDirectory data) throws IOException {
        for (int port : ports()) {
            Optional<Entry> entry = read(port);
            if (entry.isPresent() && entry.get().data().path().equals(data.path())) {
                return entry;
            }
        }
        return Optional.empty();
    }

    private List<Integer> ports() throws IOException {
        List<Integer> ports = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9]*")) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    if (ports.size() < MOST
                            && name.length() <= 5
                            && name.chars().allMatch(Character::isDigit)) {
                        ports.add(Integer.parseInt(name));
                    }
                }
            }
        }
        return ports;
    }

    private Optional<Entry> read(int port) throws IOException {
        List<String> lines = lines(file(port));
        if (lines.size() != 3) {
            return Optional.empty();
        }
        DataDirectory data = new DataDirectory(Path.of(lines.get(1)));
        Optional<ProcessHandle> owner = data.owner();
        if (owner.isEmpty() || !Long.toString(owner.get().pid()).equals(lines.get(2))) {
            Files.deleteIfExists(file(port));
            return Optional.empty();
        }
        return Optional.of(new Entry(port, URI.create(lines.get(0)), data, owner.get()));
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }

    private Path file(int port) {
        return directory.resolve(Integer.toString(port));
    }
}
