package dev.nephele.storage.engine;

import dev.nephele.storage.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * RocksDB's logs as a crash left them, looked at before RocksDB reads them. A crash tears at most the end of the last
 * one: what was being written was not acknowledged, and is cut. Damage with a record behind it is no crash's work, and
 * opening is refused: RocksDB's own modes either take it for the end and drop acknowledged writes without a word, or
 * refuse a torn end too when its bytes are there but wrong, as after a loss of power.
 *
 * <p>Layout (RocksDB's {@code log_format.h}): blocks of 32 KiB; in them pieces of a masked CRC-32C of type and payload
 * (4 bytes), length (2), type (1) and payload, little endian. A record is one full piece, or a first, any middle and a
 * last one. Less than a header at the end of a block is filled with zeros.
 */
final class WriteAheadLog {
    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;

    private final Path file;
    private final ByteBuffer bytes;
    /** Where the first piece begins that is not right, or the end. */
    private int read;
    /** Where the last whole record ends. */
    private int whole;

    private WriteAheadLog(Path file) throws IOException {
        this.file = file;
        this.bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        walk();
    }

    /**
     * Cuts the torn end of the logs in a folder.
     *
     * @param said hears how much was cut
     * @throws StoreException if a log is damaged before its end; then nothing was changed
     */
    static void recover(Path folder, Consumer<String> said) throws IOException {
        List<WriteAheadLog> logs = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "[0-9]*.log")) {
            for (Path file : files) {
                logs.add(new WriteAheadLog(file));
            }
        }
        logs.sort(Comparator.comparing(log -> log.file));
        WriteAheadLog torn = null;
        for (WriteAheadLog log : logs) {
            if (torn != null && log.whole > 0) {
                throw damaged(torn);
            }
            if (log.isTorn()) {
                if (log.beginsRecordBehind()) {
                    throw damaged(log);
                }
                torn = log;
            }
        }
        if (torn != null) {
            torn.cut(said);
        }
    }

    private static StoreException damaged(WriteAheadLog log) {
        return new StoreException("the log " + log.file + " is damaged at byte " + log.read + " of "
                + log.bytes.limit()
                + ", and later writes follow, so this is no torn end; nothing was changed: bring the"
                + " file or the directory back from a copy, or restore a snapshot into another directory");
    }

    private void walk() {
        while (read < bytes.limit()) {
            int left = BLOCK - read % BLOCK;
            if (left < HEADER) {
                read = Math.min(read + left, bytes.limit());
                continue;
            }
            int length = piece(read);
            if (length < 0) {
                return;
            }
            int type = type(read);
            read += length;
            if (type != FIRST && type != MIDDLE) {
                whole = read;
            }
        }
    }

    private int type(int at) {
        return bytes.get(at + 6) & 0xff;
    }

    /** The length of the piece at a place, with its header; -1 if there is none, or its checksum is wrong. */
    private int piece(int at) {
        int end = Math.min(bytes.limit(), at - at % BLOCK + BLOCK);
        if (at + HEADER > end) {
            return -1;
        }
        int length = bytes.getShort(at + 4) & 0xffff;
        if (type(at) == 0 || at + HEADER + length > end) {
            return -1;
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes.array(), at + 6, length + 1);
        int crc = (int) sum.getValue();
        int masked = Integer.rotateRight(crc, 15) + 0xa282ead8;
        return masked == bytes.getInt(at) ? HEADER + length : -1;
    }

    /** Whether something lies behind the last whole record. Zeros do: space that was set aside, never written. */
    private boolean isTorn() {
        for (int i = whole; i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Looks at every place in the damaged block, for its lengths may be wrong, and then where blocks begin. */
    private boolean beginsRecordBehind() {
        int next = read - read % BLOCK + BLOCK;
        for (int at = read + 1; at < Math.min(next, bytes.limit()); at++) {
            if (beginsRecord(at)) {
                return true;
            }
        }
        for (int block = next; block < bytes.limit(); block += BLOCK) {
            int at = block;
            for (int length = piece(at); length > 0; length = piece(at)) {
                if (beginsRecord(at)) {
                    return true;
                }
                at += length;
            }
        }
        return false;
    }

    private boolean beginsRecord(int at) {
        if (at % BLOCK > BLOCK - HEADER || at + HEADER > bytes.limit()) {
            return false;
        }
        int type = type(at);
        return (type == FULL || type == FIRST) && piece(at) > 0;
    }

    private void cut(Consumer<String> said) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
            channel.force(true);
        }
        said.accept("the log " + file + " ends within a write, as after a crash: the last " + (bytes.limit() - whole)
                + " bytes of " + bytes.limit() + " were cut");
    }
}
