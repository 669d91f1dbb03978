package dev.nephele.app.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log of bounded size: a file that is appended to and, when it has {@value #MOST_BYTES} bytes, set aside as
 * {@code NAME.1} in place of the one before.
 */
public final class LogFile extends OutputStream {
    private static final long MOST_BYTES = 16 << 20;

    private final Path file;
    private OutputStream out;
    private long size;

    /** Opens the log, and makes it if it is not there. */
    public LogFile(Path file) throws IOException {
        this.file = file;
        this.out = open(file);
        this.size = Files.size(file);
    }

    private static OutputStream open(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (size + length > MOST_BYTES && size > 0) {
            setAside();
        }
        out.write(bytes, offset, length);
        size += length;
    }

    /** Whatever fails, as on a full disk, the log stays open and has its bound. */
    private void setAside() throws IOException {
        try (OutputStream full = out) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.write(file, new byte[0]);
            out = open(file);
            size = 0;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
