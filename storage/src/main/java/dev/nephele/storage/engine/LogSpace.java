package dev.nephele.storage.engine;

import dev.nephele.storage.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes zeros behind the end of RocksDB's log before RocksDB gets there. A sync of bytes that make a file longer also
 * writes the file's length and where its new blocks lie, through the journal of the file system; one of bytes that were
 * there does not, and takes a third of the time and a fifth of the processor (ext4). RocksDB itself writes on where it
 * has stopped, and cuts what is left of the zeros when it closes the log; {@link WriteAheadLog} knows them.
 *
 * <p>Used between writes to the engine, which come one at a time, so that the file's end is never where RocksDB is just
 * writing. How far RocksDB has come is estimated, not less than it is, from what it was given: it
 * decides when the next zeros are due, nothing else. Where there is no room for them the log simply grows.
 */
final class LogSpace {
    private static final Logger LOG = LoggerFactory.getLogger(LogSpace.class);
    private static final int LEAST = 64 << 10;
    private static final int MOST = 1 << 20;
    private static final int BLOCK = 32 << 10;
    /** Headers of a record and of its pieces, and what fills a block. */
    private static final int RECORD = 64;

    /** Tag, column and lengths of a row. */
    private static final int ROW = 16;

    private final Path folder;
    private long left;
    private int step = LEAST;

    /** @param folder where RocksDB keeps its log */
    LogSpace(Path folder) {
        this.folder = folder;
    }

    /** Called before each write. */
    void before(Batch batch) {
        long bytes = batch.bytes() + (long) ROW * batch.writes().size();
        left -= bytes + RECORD + bytes / BLOCK * RECORD;
        if (left < 0) {
            extend();
        }
    }

    /** RocksDB has begun another log. */
    void begun() {
        left = 0;
        step = LEAST;
    }

    private void extend() {
        left = step;
        try {
            Path log = newest();
            if (log != null) {
                append(log, step);
            }
        } catch (IOException full) {
            LOG.debug("no space was set aside for the log", full);
        }
        step = Math.min(2 * step, MOST);
    }

    private static void append(Path log, int bytes) throws IOException {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            long end = file.size();
            ByteBuffer zeros = ByteBuffer.allocate(bytes);
            while (zeros.hasRemaining()) {
                file.write(zeros, end + zeros.position());
            }
        }
    }

    private @Nullable Path newest() throws IOException {
        Path newest = null;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "[0-9]*.log")) {
            for (Path log : logs) {
                if (newest == null || log.getFileName().compareTo(newest.getFileName()) > 0) {
                    newest = log;
                }
            }
        }
        return newest;
    }
}
