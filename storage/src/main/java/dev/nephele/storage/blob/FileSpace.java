package dev.nephele.storage.blob;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Large payloads as files, {@code xy/ID} by the first two random letters of the id. A file holds the payload, and then
 * four bytes for each chunk of it, in order and big-endian: the {@linkplain Sums chunk's sum}.
 *
 * <p>Only the process that has the folder writes to it, and knows which files it has begun. So the tree is walked but
 * once, for what earlier processes left, and again after the state was exchanged.
 */
final class FileSpace implements Space {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Duration STAY = Duration.ofSeconds(20);

    private final Path home;
    private final boolean lasting;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();
    private volatile Instant walkFrom = Instant.MIN;

    /** @param lasting whether the files must outlive the machine, not only their cloud */
    FileSpace(Path home, boolean lasting) {
        this.home = home;
        this.lasting = lasting;
    }

    /** Where a payload's file is, from the folder of all. */
    static Path name(BlobId id) {
        return Path.of(id.value().substring(1, 3), id.value());
    }

    private Path file(BlobId id) {
        return home.resolve(name(id));
    }

    @Override
    public Duration stay() {
        return STAY;
    }

    @Override
    public Writer create(BlobId id) {
        try {
            Path file = file(id);
            Path folder = file.resolveSibling("");
            makeDurable(folder);
            return new FileWriter(id, folder, FileChannel.open(file, NEW, OWNER), lasting);
        } catch (IOException e) {
            throw failed("created", e);
        }
    }

    /** Has the name of a folder on disk before a file in it counts. Each process makes sure once a folder. */
    private void makeDurable(Path folder) throws IOException {
        if (!durable.contains(folder)) {
            Files.createDirectories(folder);
            if (lasting) {
                syncFolder(home);
                syncFolder(home.resolveSibling("."));
            }
            durable.add(folder);
        }
    }

    @Override
    public Reader open(BlobId id, long size) {
        try {
            return new FileReader(id, size, FileChannel.open(file(id), StandardOpenOption.READ));
        } catch (IOException e) {
            throw failed("opened", e);
        }
    }

    private static StoreException failed(String what, Exception cause) {
        return new StoreException("a payload cannot be " + what + ": " + cause, cause);
    }

    /** Makes names in a folder durable. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void publish(Transaction transaction, BlobId id) {
        // The file is complete and durable since its writer has finished.
    }

    @Override
    public void discard(BlobId id) {
        delete(id);
    }

    @Override
    public void delete(BlobId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw failed("removed", e);
        }
    }

    @Override
    public void suspects(Instant wall, Consumer<List<BlobId>> each) {
        Instant from = walkFrom;
        if (wall.isBefore(from)) {
            return;
        }
        for (Path folder : list(home)) {
            List<BlobId> found = new ArrayList<>();
            for (Path file : list(folder)) {
                String name = file.getFileName().toString();
                if (BlobId.isId(name)) {
                    found.add(new BlobId(name));
                }
            }
            each.accept(found);
        }
        synchronized (this) {
            if (walkFrom.equals(from)) {
                walkFrom = Instant.MAX;
            }
        }
    }

    @Override
    public synchronized void suspectAllFrom(Instant wall) {
        walkFrom = wall;
    }

    /** What is in a folder, by name alone; nothing if it is not a folder. */
    private static List<Path> list(Path folder) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                files.forEach(found::add);
            } catch (NoSuchFileException gone) {
                return List.of();
            } catch (DirectoryIteratorException e) {
                throw failed("listed", e);
            } catch (IOException e) {
                throw failed("listed", e);
            }
        }
        return found;
    }

    private static void write(FileChannel channel, ByteBuffer left) throws IOException {
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed("closed", e);
        }
    }

    private static final class FileWriter implements Writer {
        private final BlobId id;
        private final Path folder;
        private final FileChannel channel;
        private final boolean lasting;
        private final ByteArrayOutputStream sums = new ByteArrayOutputStream();
        private long ordinal;

        FileWriter(BlobId id, Path folder, FileChannel channel, boolean lasting) {
            this.lasting = lasting;
            this.id = id;
            this.folder = folder;
            this.channel = channel;
        }

        @Override
        public void chunk(byte[] bytes, int length) {
            try {
                write(channel, ByteBuffer.wrap(bytes, 0, length));
                int sum = Sums.of(id, ordinal++, bytes, length);
                sums.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(sum).array());
            } catch (IOException e) {
                throw failed("written", e);
            }
        }

        @Override
        public void finish() {
            try {
                write(channel, ByteBuffer.wrap(sums.toByteArray()));
                if (lasting) {
                    channel.force(true);
                    syncFolder(folder);
                }
            } catch (IOException e) {
                throw failed("made durable", e);
            }
        }

        @Override
        public void close() {
            FileSpace.close(channel);
        }
    }

    private record FileReader(BlobId id, long size, FileChannel channel) implements Reader {
        @Override
        public void chunk(long ordinal, byte[] into, int length) {
            ByteBuffer sum = ByteBuffer.allocate(Integer.BYTES);
            try {
                read(ByteBuffer.wrap(into, 0, length), ordinal * CHUNK);
                read(sum, size + ordinal * Integer.BYTES);
            } catch (IOException e) {
                throw failed("read", e);
            }
            if (sum.getInt(0) != Sums.of(id, ordinal, into, length)) {
                throw Sums.damaged();
            }
        }

        private void read(ByteBuffer into, long at) throws IOException {
            int begin = into.position();
            while (into.hasRemaining()) {
                if (channel.read(into, at + into.position() - begin) < 0) {
                    throw new EOFException("the file ends " + into.remaining() + " bytes early");
                }
            }
        }

        @Override
        public void close() {
            FileSpace.close(channel);
        }
    }
}
