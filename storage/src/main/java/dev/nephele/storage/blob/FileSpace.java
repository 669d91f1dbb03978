package dev.nephele.storage.blob;

import dev.nephele.model.Body;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Predicate;

/** Large payloads as files, {@code xy/ID} by the first two random letters of the id. */
final class FileSpace implements Space {
    private static final int BUFFER = 128 << 10;

    private final Path home;

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
    public OutputStream create(BlobId id) throws IOException {
        Path folder = folder(id);
        boolean fresh = !Files.isDirectory(folder);
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(file(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (channel.isOpen()) {
                    try (channel) {
                        channel.force(true);
                    }
                    syncFolder(folder);
                    if (fresh) {
                        syncFolder(home);
                    }
                }
            }
        };
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Body open(BlobId id, long offset, long length) {
        return new FileBody(file(id), offset, length);
    }

    @Override
    public void delete(BlobId id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    @Override
    public void sweep(Instant before, Predicate<BlobId> owned) throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        try (var files = Files.walk(home, 2)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sweep(file, before, owned);
            }
        }
    }

    private static void sweep(Path file, Instant before, Predicate<BlobId> owned) throws IOException {
        try {
            BlobId id = new BlobId(file.getFileName().toString());
            if (Files.getLastModifiedTime(file).toInstant().isBefore(before) && !owned.test(id)) {
                Files.deleteIfExists(file);
            }
        } catch (IllegalArgumentException e) {
            // Not a payload: somebody else's file stays.
            return;
        } catch (NoSuchFileException e) {
            // Deleted while the folder was read.
            return;
        }
    }

    /** A part of a file. The file is opened by its reader, and once open can be read though it is deleted. */
    private record FileBody(Path file, long offset, long length) implements Body {
        @Override
        public InputStream open() throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(offset);
            return new Limited(Channels.newInputStream(channel), length);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, length))];
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                long at = offset;
                long left = length;
                while (left > 0) {
                    int read = channel.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, left)), at);
                    if (read < 0) {
                        throw new EOFException(file + " ends " + left + " bytes early");
                    }
                    out.write(buffer, 0, read);
                    at += read;
                    left -= read;
                }
            }
        }
    }

    /** The first bytes of a stream; a stream that ends before them is an error. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left;

        Limited(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the file ends " + left + " bytes early");
            }
            left -= read;
            return read;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, in.available());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
