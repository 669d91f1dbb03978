package dev.nephele.storage;

import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.directory.DataDirectory;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process that commits without end and prints each key once it is acknowledged, until somebody kills it. */
final class CrashWriter {
    private CrashWriter() {}

    /** Takes the data directory, the engine and the number of this life. */
    public static void main(String[] arguments) throws Exception {
        DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
        EmbeddedStore store = data.openStore(DataDirectory.Kind.valueOf(arguments[1]));
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        for (int writer = 0; writer < 4; writer++) {
            String name = arguments[2] + "-" + writer + "-";
            Thread.ofPlatform().start(() -> {
                for (long n = 0; ; n++) {
                    String key = name + n;
                    store.update(transaction -> {
                        StoreContract.NUMBERS.put(transaction, key, 1L);
                        StoreContract.NUMBERS.put(transaction, key + "/half", 1L);
                    });
                    out.println(key);
                }
            });
        }
    }
}
