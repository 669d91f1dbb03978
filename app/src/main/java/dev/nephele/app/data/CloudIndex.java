package dev.nephele.app.data;

import java.io.IOException;
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
import java.util.TreeSet;

/**
 * Where the clouds of this user lie, by port: one file a port under {@code $XDG_STATE_HOME/nephele/clouds} (by default
 * {@code ~/.local/state/nephele/clouds}), with the data directory. It is a hint: whether a cloud runs there, and where it
 * listens, says the directory itself. A file whose cloud is gone is removed by the next reader. At most {@value #MOST} are
 * looked at. A user without a home has no index, and clouds are found by their directory only.
 */
public final class CloudIndex {
    private static final int MOST = 1_000;

    private final Optional<Path> directory;

    private CloudIndex(Optional<Path> directory) {
        this.directory = directory;
    }

    /** An index in a directory, which is made when it is needed. */
    public static CloudIndex in(Path directory) {
        return new CloudIndex(Optional.of(directory));
    }

    /** The index of the user to whom these environment variables belong. */
    public static CloudIndex of(Map<String, String> environment) {
        Optional<Path> state = place(environment, "XDG_STATE_HOME")
                .or(() -> place(environment, "HOME").map(home -> home.resolve(".local/state")));
        return new CloudIndex(state.map(base -> base.resolve("nephele").resolve("clouds")));
    }

    private static Optional<Path> place(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    }

    /** Whether clouds can be found by their port. */
    public boolean exists() {
        return directory.isPresent();
    }

    /** Enters a cloud, in place of whatever was known of its port. */
    public void enter(int port, DataDirectory data) throws IOException {
        if (directory.isPresent()) {
            Files.createDirectories(
                    directory.get(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path temporary = directory.get().resolve(port + ".new");
            Files.writeString(temporary, data.path() + "\n", StandardCharsets.UTF_8);
            Files.move(
                    temporary,
                    directory.get().resolve(Integer.toString(port)),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Forgets the cloud of a port, if it is still the one with this directory. */
    public void leave(int port, DataDirectory data) throws IOException {
        if (directory.isPresent()) {
            Path file = directory.get().resolve(Integer.toString(port));
            if (lines(file).equals(List.of(data.path().toString()))) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The cloud that listens on a port. */
    public Optional<Running> atPort(int port) throws IOException {
        return directory.isPresent() ? read(directory.get().resolve(Integer.toString(port)), port) : Optional.empty();
    }

    /** Every cloud that runs, by port. */
    public List<Running> all() throws IOException {
        List<Running> all = new ArrayList<>();
        for (int port : ports()) {
            atPort(port).ifPresent(all::add);
        }
        return all;
    }

    private Iterable<Integer> ports() throws IOException {
        TreeSet<Integer> ports = new TreeSet<>();
        if (directory.isPresent() && Files.isDirectory(directory.get())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.get(), "[0-9]*")) {
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

    private static Optional<Running> read(Path file, int port) throws IOException {
        List<String> lines = lines(file);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Optional<Running> running = new DataDirectory(Path.of(lines.getFirst())).running();
        if (running.isEmpty()
                || running.get().endpoint().isPresent() && !running.get().listensOn(port)) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        return running;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }
}
