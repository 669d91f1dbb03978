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
 * <p>A loss of power may also leave a hole: of several writes that nobody had synced a later one is on disk and an earlier
 * one is not, since {@linkplain LogSpace the space was there before}. That is a torn end as well. Damage to what had been
 * synced is told from it by what stands behind it: every record begins with a {@linkplain #mark mark} of what was durable
 * when it was written. The first record of a log is synced before there is a second.
 *
 * <p>Layout (RocksDB's {@code log_format.h}): blocks of 32 KiB; in them pieces of a masked CRC-32C of type and payload
 * (4 bytes), length (2), type (1) and payload, little endian. A record is one full piece, or a first, any middle and a
 * last one. Less than a header at the end of a block is filled with zeros. A record is a batch ({@code write_batch.cc}):
 * the number of its first row (8 bytes), how many rows it has (4), and the rows; the mark stands there as data for the log
 * alone.
 */
final class WriteAheadLog {
    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;
    /** The number of a batch's first row, and how many it has. */
    private static final int BATCH_HEADER = 12;
    /** The tag of data for the log alone, and how much of it there is. */
    private static final int TAGS = 2;

    private static final int LOG_DATA = 3;
    private static final byte MARK = 'D';
    private static final int MARK_LENGTH = 1 + Long.BYTES;

    private final Path file;
    private final ByteBuffer bytes;
    /** Where the first piece begins that is not right, or the end. */
    private int read;
    /** Where the last whole record ends. */
    private int whole;
    /** RocksDB's number of the last row of that record; -1 if there is none. */
    private long last = -1;

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

    /**
     * The mark at the beginning of a record.
     *
     * @param durable RocksDB's number of the last row that is on disk for certain
     */
    static byte[] mark(long durable) {
        return ByteBuffer.allocate(MARK_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARK)
                .putLong(durable)
                .array();
    }

    private static StoreException damaged(WriteAheadLog log) {
        return new StoreException("the log " + log.file + " is damaged at byte " + log.read + " of "
                + log.bytes.limit()
                + ", and later writes follow, so this is no torn end; nothing was changed: bring the"
                + " file or the directory back from a copy, or restore a snapshot into another directory");
    }

    private void walk() {
        long number = -1;
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
            if (type == FULL || type == FIRST) {
                number = lastRow(head(read));
            }
            read += length;
            if (type != FIRST && type != MIDDLE) {
                whole = read;
                last = number;
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
        return (type == FULL || type == FIRST) && piece(at) > 0 && follows(head(at));
    }

    /** Whether a record was written when what should stand before it was durable. One without a mark may have been. */
    private boolean follows(ByteBuffer head) {
        boolean marked = head.limit() == BATCH_HEADER + TAGS + MARK_LENGTH
                && head.get(BATCH_HEADER) == LOG_DATA
                && head.get(BATCH_HEADER + 1) == MARK_LENGTH
                && head.get(BATCH_HEADER + TAGS) == MARK;
        return !marked || head.getLong(BATCH_HEADER + TAGS + 1) > last;
    }

    private static long lastRow(ByteBuffer head) {
        return head.limit() < BATCH_HEADER ? -1 : head.getLong(0) + (head.getInt(Long.BYTES) & 0xffff_ffffL) - 1;
    }

    /** The first bytes of the record that begins at a place, up to its mark; fewer if it is shorter or torn. */
    private ByteBuffer head(int begin) {
        ByteBuffer head = ByteBuffer.allocate(BATCH_HEADER + TAGS + MARK_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        int at = begin;
        int length = piece(at);
        while (length > 0) {
            head.put(bytes.array(), at + HEADER, Math.min(length - HEADER, head.remaining()));
            if (!head.hasRemaining() || type(at) == FULL || type(at) == LAST) {
                break;
            }
            at += length;
            length = at % BLOCK == 0 ? piece(at) : -1;
        }
        return head.flip();
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
