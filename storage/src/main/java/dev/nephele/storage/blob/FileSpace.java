package dev.nephele.storage.blob;

import dev.nephele.storage.StoreException;
import dev.nephele.storage.Transaction;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Large payloads as files, {@code xy/ID} by the first two random letters of the id.
 *
 * <p>Only the process that has the folder writes to it, and knows which files it has begun. So the tree is walked but
 * once, for what earlier processes left, and again after the state was exchanged.
 */
final class FileSpace implements Space {
    private static final Duration STAY = Duration.ofSeconds(20);

    private final Path home;
    private volatile Instant walkFrom = Instant.MIN;

    FileSpace(Path home) {
        this.home = home;
    }

    private Path folder(BlobId id) {
        return home.resolve(id.value().substring(1, 3));
    }

    private Path file(BlobId id) {
        return folder(id).resolve(id.value());
    }

    @Override
    public Duration stay() {
        return STAY;
    }

    @Override
    public Writer create(BlobId id) {
        try {
            Path folder = folder(id);
            boolean fresh = !Files.isDirectory(folder);
            Files.createDirectories(folder);
            return new FileWriter(
                    folder, fresh, FileChannel.open(file(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failed("created", e);
        }
    }

    @Override
    public Reader open(BlobId id) {
        try {
            return new FileReader(FileChannel.open(file(id), StandardOpenOption.READ));
        } catch (IOException e) {
            throw failed("opened", e);
        }
    }

    private static StoreException failed(String what, Exception cause) {
        return new StoreException("a payload cannot be " + what + ": " + cause, cause);
    }

    private static void syncFolder(Path folder) throws IOException {
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

    private final class FileWriter implements Writer {
        private final Path folder;
        private final boolean fresh;
        private final FileChannel channel;

        FileWriter(Path folder, boolean fresh, FileChannel channel) {
            this.folder = folder;
            this.fresh = fresh;
            this.channel = channel;
        }

        @Override
        public void chunk(byte[] bytes, int length) {
            try {
                ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            } catch (IOException e) {
                throw failed("written", e);
            }
        }

        @Override
        public void finish() {
            try {
                channel.force(true);
                syncFolder(folder);
                if (fresh) {
                    syncFolder(home);
                }
            } catch (IOException e) {
                throw failed("made durable", e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed("closed", e);
            }
        }
    }

    private record FileReader(FileChannel channel) implements Reader {
        @Override
        public void chunk(long ordinal, byte[] into, int length) {
            try {
                long at = ordinal * CHUNK;
                ByteBuffer left = ByteBuffer.wrap(into, 0, length);
                while (left.hasRemaining()) {
                    int read = channel.read(left, at + left.position());
                    if (read < 0) {
                        throw new EOFException("the file ends " + left.remaining() + " bytes early");
                    }
                }
            } catch (IOException e) {
                throw failed("read", e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed("closed", e);
            }
        }
    }
}
