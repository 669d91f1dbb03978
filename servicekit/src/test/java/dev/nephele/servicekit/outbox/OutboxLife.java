package dev.nephele.servicekit.outbox;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.directory.DataDirectory;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import dev.nephele.storage.timer.Timers;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that sends letters, each with a row beside it, delivers them, and prints a line for each commit, until
 * somebody kills it.
 */
final class OutboxLife {
    /** What was sent, written in the commit of the letter. */
    static final Rows<String, Boolean> SENT = Table.partition(0x7d21, KeyCodec.text(), RowCodec.presence());

    /** How often each letter was said to have been answered. */
    static final Rows<String, Long> ANSWERED = Table.partition(0x7d22, KeyCodec.text(), RowCodec.number());

    private static final ServiceCalls.As.Service SENDER = new ServiceCalls.As.Service(
            "sender.amazonaws.com",
            Arn.of("sender", Region.US_EAST_1, new AccountId("111122223333"), "topic"),
            new AccountId("111122223333"),
            Region.US_EAST_1);
    private static final int GROUPS = 5;

    private OutboxLife() {}

    /** Counts answers where the letters are. */
    private static final class Counting implements Terms<Receiver.Note, Receiver.Note> {
        @Override
        public Optional<Duration> again(Letter<Receiver.Note> letter, Attempt attempt) {
            return Optional.of(Duration.ofSeconds(1));
        }

        @Override
        public void answered(Transaction transaction, Letter<Receiver.Note> letter, Receiver.Note output) {
            String text = letter.input().text();
            ANSWERED.put(transaction, text, ANSWERED.find(transaction, text).orElse(0L) + 1);
        }

        @Override
        public void givenUp(Transaction transaction, Letter<Receiver.Note> letter, Attempt last) {
            throw new IllegalStateException("is not given up");
        }
    }

    static Channel<Receiver.Note, Receiver.Note> channel(Store store, Timers timers, ManualClock clock, Ids ids) {
        return new Outbox(store, clock, ids, timers, new Receiver()).open("life", Receiver.TAKE, new Counting());
    }

    /** Takes the data directory and the number of this life. */
    public static void main(String[] arguments) {
        DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
        Store store = data.openStore(DataDirectory.Kind.ROCKSDB);
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        ManualClock clock = new ManualClock();
        Timers timers = new Timers(store, clock);
        Channel<Receiver.Note, Receiver.Note> channel =
                channel(store, timers, clock, new SeededIds(Long.parseLong(arguments[1])));
        timers.start();
        for (int n = 0; ; n++) {
            String text = arguments[1] + "-" + n;
            Letter<Receiver.Note> alone = channel.letter(new Receiver.Note(text), SENDER);
            Letter<Receiver.Note> letter = n % 2 == 0 ? alone : alone.inGroup(String.valueOf(n % GROUPS));
            store.update(transaction -> {
                SENT.put(transaction, text, true);
                channel.send(transaction, letter);
            });
            out.println(text);
        }
    }
}
