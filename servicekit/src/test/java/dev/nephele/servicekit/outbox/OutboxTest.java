package dev.nephele.servicekit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import dev.nephele.storage.timer.Timers;
import dev.nephele.testkit.kernel.ManualClock;
import dev.nephele.testkit.kernel.SeededIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {
    private static final Rows<String, String> ENDS = Table.partition(0x7d20, KeyCodec.text(), RowCodec.text());
    private static final ServiceCalls.As.Service SENDER = new ServiceCalls.As.Service(
            "sender.amazonaws.com",
            Arn.of("sender", new Region("eu-west-1"), new AccountId("111122223333"), "topic"),
            new AccountId("111122223333"),
            new Region("eu-west-1"));
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20), 5);

    private final ManualClock clock = new ManualClock();
    private final SeededIds ids = new SeededIds(3);
    private final Receiver receiver = new Receiver();

    @TempDir
    Path folder;

    @AutoClose
    private Stores stores;

    private Store store;
    private Timers timers;
    private Channel<Receiver.Note, Receiver.Note> channel;

    /** Tells in rows how letters ended. */
    private static final class Told implements Terms<Receiver.Note, Receiver.Note> {
        @Override
        public Optional<Duration> again(Letter<Receiver.Note> letter, Attempt attempt) {
            return attempt.refusal().senderFault() ? Optional.empty() : BACKOFF.after(attempt);
        }

        @Override
        public void answered(Transaction transaction, Letter<Receiver.Note> letter, Receiver.Note output) {
            ENDS.put(transaction, letter.input().text(), output.text());
        }

        @Override
        public void givenUp(Transaction transaction, Letter<Receiver.Note> letter, Attempt last) {
            ENDS.put(transaction, letter.input().text(), last.refusal().code() + " after " + last.number());
        }
    }

    private void open(Stores.Way way) throws Exception {
        stores = new Stores(way, folder);
        start();
    }

    private void start() {
        store = stores.open();
        timers = new Timers(store, clock);
        channel = new Outbox(store, clock, ids, timers, receiver).open("test", Receiver.TAKE, new Told());
    }

    private void send(String... texts) {
        for (String text : texts) {
            Letter<Receiver.Note> letter = channel.letter(new Receiver.Note(text), SENDER);
            store.update(transaction -> channel.send(transaction, letter));
        }
    }

    private void sendInGroup(String group, String... texts) {
        for (String text : texts) {
            Letter<Receiver.Note> letter =
                    channel.letter(new Receiver.Note(text), SENDER).inGroup(group);
            store.update(transaction -> channel.send(transaction, letter));
        }
    }

    private void advance(Duration time) {
        clock.advance(time);
        timers.settle();
    }

    private Optional<String> end(String text) {
        try (StoreView view = store.view()) {
            return ENDS.find(view, text);
        }
    }

    private int waiting() {
        try (StoreView view = store.view()) {
            return Outbox.LETTERS.scan().count(view);
        }
    }

    @ParameterizedTest
    @EnumSource(Stores.Way.class)
    void deliversWhatWasCommittedAndNothingElse(Stores.Way way) throws Exception {
        open(way);
        send("a");
        Letter<Receiver.Note> lost = channel.letter(new Receiver.Note("lost"), SENDER);
        assertThatThrownBy(() -> store.update(transaction -> {
                    channel.send(transaction, lost);
                    throw new IllegalStateException("the transaction fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(receiver.taken()).isEmpty();
        timers.settle();
        assertThat(receiver.taken()).containsExactly("a");
        assertThat(receiver.callers()).containsExactly(SENDER);
        assertThat(end("a")).contains("answer to a");
        assertThat(waiting()).isZero();
        timers.settle();
        assertThat(receiver.taken()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Stores.Way.class)
    void triesAgainOnTheClockAndGivesUpInTheEnd(Stores.Way way) throws Exception {
        open(way);
        receiver.refuse(text -> Optional.of(Receiver.error("ServiceUnavailable", 503)));
        send("a");
        timers.settle();
        timers.settle();
        assertThat(receiver.timesAsked("a")).isEqualTo(1);
        List<Integer> asked = new ArrayList<>();
        for (int seconds : List.of(1, 1, 1, 4, 7, 1)) {
            advance(Duration.ofSeconds(seconds));
            asked.add(receiver.timesAsked("a"));
        }
        assertThat(asked).containsExactly(2, 2, 3, 4, 4, 5);
        assertThat(end("a")).contains("ServiceUnavailable after 5");
        assertThat(waiting()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Stores.Way.class)
    void waitsOverARestart(Stores.Way way) throws Exception {
        assumeTrue(way.outlivesProcess());
        open(way);
        receiver.refuse(text -> Optional.of(Receiver.error("ServiceUnavailable", 503)));
        send("a");
        timers.settle();
        sendInGroup("g", "b", "c");
        stores.close();
        receiver.refuse(text -> Optional.empty());
        start();
        timers.settle();
        assertThat(receiver.taken()).containsExactly("b", "c");
        advance(Duration.ofSeconds(1));
        assertThat(receiver.taken()).containsExactly("b", "c", "a");
    }

    @Test
    void deliversAgainWithTheSameIdWhatAKillLeftUndecided() throws Exception {
        open(Stores.Way.MEMORY);
        List<String> seen = new ArrayList<>();
        Channel<Receiver.Note, Receiver.Note> other = new Outbox(store, clock, ids, timers, receiver)
                .open("other", Receiver.TAKE, new Terms<>() {
                    @Override
                    public Optional<Duration> again(Letter<Receiver.Note> letter, Attempt attempt) {
                        return Optional.empty();
                    }

                    @Override
                    public void answered(Transaction transaction, Letter<Receiver.Note> letter, Receiver.Note output) {
                        seen.add(letter.id());
                        if (seen.size() == 1) {
                            throw new StackOverflowError("dies between the call and its commit");
                        }
                    }

                    @Override
                    public void givenUp(Transaction transaction, Letter<Receiver.Note> letter, Attempt last) {
                        throw new IllegalStateException("is answered");
                    }
                });
        Letter<Receiver.Note> letter = other.letter(new Receiver.Note("a"), SENDER);
        store.update(transaction -> other.send(transaction, letter));
        timers.settle();
        assertThat(waiting()).isEqualTo(1);
        timers.settle();
        assertThat(receiver.taken()).containsExactly("a", "a");
        assertThat(seen).containsExactly(letter.id(), letter.id());
        assertThat(waiting()).isZero();
    }

    @Test
    void keepsTheOrderOfAGroupAndHoldsUpNoOther() throws Exception {
        open(Stores.Way.MEMORY);
        receiver.refuse(
                text -> text.equals("g03") ? Optional.of(Receiver.error("ServiceUnavailable", 503)) : Optional.empty());
        String[] texts = IntStream.range(0, 25).mapToObj("g%02d"::formatted).toArray(String[]::new);
        sendInGroup("g", texts);
        sendInGroup("h", "h0", "h1");
        send("alone");
        timers.settle();
        assertThat(receiver.taken()).contains("alone").containsSubsequence("h0", "h1");
        assertThat(ofGroup("g")).containsExactly("g00", "g01", "g02");
        sendInGroup("g", "g99");
        timers.settle();
        assertThat(ofGroup("g")).hasSize(3);
        receiver.refuse(text -> Optional.empty());
        advance(Duration.ofSeconds(1));
        assertThat(ofGroup("g")).hasSize(26).isSorted();
    }

    private List<String> ofGroup(String beginning) {
        return receiver.taken().stream()
                .filter(text -> text.startsWith(beginning))
                .toList();
    }

    @Test
    void givesUpAtOnceWhereTheTermsSaySoAndTheGroupGoesOn() throws Exception {
        open(Stores.Way.MEMORY);
        receiver.refuse(
                text -> text.equals("bad") ? Optional.of(Receiver.error("AccessDenied", 403)) : Optional.empty());
        sendInGroup("g", "a", "bad", "b");
        timers.settle();
        assertThat(receiver.taken()).containsExactly("a", "b");
        assertThat(end("bad")).contains("AccessDenied after 1");
    }

    @Test
    void aDefectOfTheCallIsTriedAgainWithoutCounting() throws Exception {
        open(Stores.Way.MEMORY);
        receiver.refuse(text -> Optional.of(new IllegalStateException("the gateway is not started")));
        send("a");
        timers.settle();
        timers.settle();
        assertThat(waiting()).isEqualTo(1);
        receiver.refuse(text -> Optional.empty());
        timers.settle();
        assertThat(end("a")).contains("answer to a");
    }

    @Test
    void timeThatWasJumpedOverCountsAsWaited() throws Exception {
        open(Stores.Way.MEMORY);
        receiver.refuse(text -> Optional.of(Receiver.error("ServiceUnavailable", 503)));
        send("a");
        timers.settle();
        advance(Duration.ofDays(23));
        assertThat(end("a")).contains("ServiceUnavailable after 2");
    }

    @Test
    void lettersAreDeliveredWithinMillisecondsAndASlowOneHoldsUpOnlyItself() throws Exception {
        open(Stores.Way.MEMORY);
        CountDownLatch may = new CountDownLatch(1);
        CountDownLatch quick = new CountDownLatch(20);
        receiver.refuse(text -> {
            try {
                if (text.equals("slow")) {
                    may.await(20, TimeUnit.SECONDS);
                } else {
                    quick.countDown();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Optional.empty();
        });
        try (Timers running = timers) {
            running.start();
            send("slow");
            send(IntStream.range(0, 20).mapToObj(String::valueOf).toArray(String[]::new));
            assertThat(quick.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(receiver.taken()).doesNotContain("slow");
            may.countDown();
            running.settle();
            assertThat(receiver.taken()).hasSize(21);
        }
    }

    @Test
    void nodesOfOneDatabaseShareTheWork() throws Exception {
        open(Stores.Way.POSTGRESQL);
        String[] texts = IntStream.range(0, 60).mapToObj(String::valueOf).toArray(String[]::new);
        send(texts);
        sendInGroup("g", IntStream.range(0, 20).mapToObj("g%02d"::formatted).toArray(String[]::new));
        Store second = stores.open();
        Timers others = new Timers(second, clock);
        new Outbox(second, clock, ids, others, receiver).open("test", Receiver.TAKE, new Told());
        Thread other = Thread.ofVirtual().start(others::settle);
        timers.settle();
        other.join();
        assertThat(receiver.taken()).hasSize(80).doesNotHaveDuplicates();
        assertThat(ofGroup("g")).isSorted();
        assertThat(waiting()).isZero();
    }
}
