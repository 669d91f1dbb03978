package dev.nephele.storage;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * A process that commits without end and prints each key once it is acknowledged, until somebody kills it. With every
 * key it changes rows that its threads, and its former lives, fight over: it counts, and appends the key to a list.
 */
final class CrashWriter {
    /** Together, how many keys there are. */
    static final Rows<String, Long> COUNTERS = Table.partition(0x7f05, KeyCodec.text(), RowCodec.number());

    /** All keys, each in one list, separated by commas. */
    static final Rows<String, String> LISTS = Table.partition(0x7f06, KeyCodec.text(), RowCodec.text());

    private static final int SHARED = 3;
    private static final int KEYS_OF_A_LIST = 30;

    private CrashWriter() {}

    /** Takes the data directory, the engine and the number of this life. */
    public static void main(String[] arguments) throws Exception {
        DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
        EmbeddedStore store = data.openStore(DataDirectory.Kind.valueOf(arguments[1]));
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        String life = arguments[2];
        for (int writer = 0; writer < 4; writer++) {
            String name = life + "-" + writer + "-";
            Thread.ofPlatform().start(() -> {
                for (long n = 0; ; n++) {
                    String key = name + n;
                    String counter = "counter" + n % SHARED;
                    String list = life + "/" + n / KEYS_OF_A_LIST;
                    store.update(transaction -> write(transaction, key, counter, list));
                    out.println(key);
                }
            });
        }
    }

    private static void write(Transaction transaction, String key, String counter, String list) {
        StoreContract.NUMBERS.put(transaction, key, 1L);
        StoreContract.NUMBERS.put(transaction, key + "/half", 1L);
        COUNTERS.put(transaction, counter, COUNTERS.find(transaction, counter).orElse(0L) + 1);
        LISTS.put(
                transaction,
                list,
                LISTS.find(transaction, list).map(keys -> keys + "," + key).orElse(key));
    }
}
