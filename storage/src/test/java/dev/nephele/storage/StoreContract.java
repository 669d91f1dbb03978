package dev.nephele.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.View;
import dev.nephele.storage.commit.CachedKeys;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.history.Clients;
import dev.nephele.storage.history.History;
import dev.nephele.storage.table.AccountTable;
import dev.nephele.storage.table.KeyCodec;
import dev.nephele.storage.table.RegionTable;
import dev.nephele.storage.table.RowCodec;
import dev.nephele.storage.table.Rows;
import dev.nephele.storage.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises, whatever it is built on. */
abstract class StoreContract {
    static final Rows<String, Long> NUMBERS = Table.partition(0x7f01, KeyCodec.text(), RowCodec.number());
    static final AccountTable<String, String> USERS = Table.account(0x7f02, KeyCodec.text(), RowCodec.text());
    static final RegionTable<String, String> QUEUES = Table.regional(0x7f03, KeyCodec.text(), RowCodec.text());
    static final AccountId FIRST = new AccountId("000000000000");
    static final AccountId SECOND = new AccountId("999999999999");

    /** Long enough that a writer gets through now and then. */
    private static final long BETWEEN_EPOCHS = 2_000_000;

    Store store;

    /** A new, empty store. */
    abstract Store create() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = create();
    }

    @AfterEach
    void close() throws Exception {
        try (StoreView view = store.view()) {
            ReadAgreement.check(view);
            if (store instanceof EmbeddedStore embedded) {
                CachedKeys.of(embedded).forEach(key -> ReadAgreement.checkPresence(view, key));
            }
        }
        store.close();
    }

    private long number(String key) {
        try (StoreView view = store.view()) {
            Long value = NUMBERS.get(view, key);
            return value == null ? -1 : value;
        }
    }

    private void put(String key, long value) {
        store.update(transaction -> NUMBERS.put(transaction, key, value));
    }

    private List<String> keys() {
        try (StoreView view = store.view()) {
            return NUMBERS.scan().keys(view);
        }
    }

    @Test
    void readsWhatWasCommitted() {
        put("a", 1);
        put("b", -5);
        assertThat(number("a")).isEqualTo(1);
        assertThat(number("b")).isEqualTo(-5);
        assertThat(number("c")).isEqualTo(-1);
    }

    @Test
    void replacesAndDeletesRows() {
        put("a", 1);
        put("a", 2);
        assertThat(number("a")).isEqualTo(2);
        store.update(transaction -> NUMBERS.delete(transaction, "a"));
        store.update(transaction -> NUMBERS.delete(transaction, "never"));
        assertThat(number("a")).isEqualTo(-1);
    }

    @Test
    void viewStaysAsItWasTaken() {
        put("a", 1);
        put("gone", 1);
        try (StoreView before = store.view()) {
            assertThat(NUMBERS.get(before, "a")).isEqualTo(1);
            put("a", 2);
            put("new", 1);
            store.update(transaction -> NUMBERS.delete(transaction, "gone"));
            assertThat(NUMBERS.get(before, "a")).isEqualTo(1);
            assertThat(NUMBERS.get(before, "gone")).isEqualTo(1);
            assertThat(NUMBERS.get(before, "new")).isNull();
            assertThat(NUMBERS.scan().keys(before)).containsExactly("a", "gone");
        }
        assertThat(keys()).containsExactly("a", "new");
        assertThat(number("a")).isEqualTo(2);
    }

    @Test
    void refusesReadingAClosedView() {
        StoreView view = store.view();
        view.close();
        view.close();
        assertThatThrownBy(() -> NUMBERS.get(view, "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void transactionSeesItsOwnWrites() {
        put("a", 1);
        put("b", 1);
        put("d", 1);
        store.update(transaction -> {
            NUMBERS.put(transaction, "c", 3L);
            NUMBERS.delete(transaction, "b");
            NUMBERS.put(transaction, "a", 9L);
            assertThat(NUMBERS.get(transaction, "a")).isEqualTo(9);
            assertThat(NUMBERS.get(transaction, "b")).isNull();
            assertThat(NUMBERS.scan().keys(transaction)).containsExactly("a", "c", "d");
            assertThat(NUMBERS.scan().reverse().limit(2).keys(transaction)).containsExactly("d", "c");
            NUMBERS.scan().from(key -> key.text("c")).delete(transaction);
            NUMBERS.put(transaction, "e", 5L);
            assertThat(NUMBERS.scan().keys(transaction)).containsExactly("a", "e");
            assertThat(NUMBERS.get(transaction, "d")).isNull();
        });
        assertThat(keys()).containsExactly("a", "e");
    }

    @Test
    void failedFunctionWritesNothing() {
        assertThatThrownBy(() -> store.update(transaction -> {
                    NUMBERS.put(transaction, "a", 1L);
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(number("a")).isEqualTo(-1);
    }

    @Test
    void transactionIsOfNoUseAfterItsFunction() {
        Transaction[] kept = new Transaction[1];
        store.update(transaction -> {
            kept[0] = transaction;
            NUMBERS.put(transaction, "a", 1L);
        });
        assertThatThrownBy(() -> NUMBERS.put(kept[0], "b", 1L)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAValueThatIsTooLarge() {
        assertThatThrownBy(() -> store.update(transaction ->
                        transaction.put(new byte[] {(byte) 0xff, 1}, new byte[Transaction.VALUE_LIMIT + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scansRangesForwardBackwardAndFromWhereAPageEnded() {
        store.update(transaction -> {
            for (String key : List.of("a", "ab", "abc", "b", "ba", "c", "\u00e9", "\ud83d\ude00")) {
                NUMBERS.put(transaction, key, (long) key.length());
            }
        });
        try (StoreView view = store.view()) {
            assertThat(NUMBERS.scan().keys(view))
                    .containsExactly("a", "ab", "abc", "b", "ba", "c", "\u00e9", "\ud83d\ude00");
            assertThat(NUMBERS.scan().under(key -> key.beginning("ab")).keys(view))
                    .containsExactly("ab", "abc");
            assertThat(NUMBERS.scan().under(key -> key.text("ab")).keys(view)).containsExactly("ab");
            assertThat(NUMBERS.scan().after("ab").limit(2).keys(view)).containsExactly("abc", "b");
            assertThat(NUMBERS.scan().after("aa").limit(1).keys(view)).containsExactly("ab");
            assertThat(NUMBERS.scan().past(key -> key.beginning("a")).limit(1).keys(view))
                    .containsExactly("b");
            assertThat(NUMBERS.scan().before("b").reverse().limit(2).keys(view)).containsExactly("abc", "ab");
            assertThat(NUMBERS.scan().from(key -> key.text("b")).before("c").keys(view))
                    .containsExactly("b", "ba");
            assertThat(NUMBERS.scan().from(key -> key.text("x")).before("c").keys(view))
                    .isEmpty();
            assertThat(NUMBERS.scan().limit(3).count(view)).isEqualTo(3);
            assertThat(NUMBERS.scan().limit(0).keys(view)).isEmpty();
            assertThat(NUMBERS.scan().under(key -> key.beginning("zz")).isEmpty(view))
                    .isTrue();
        }
    }

    @Test
    void scansMoreRowsThanAPage() {
        store.update(transaction -> {
            for (int i = 0; i < 2500; i++) {
                NUMBERS.put(transaction, "%05d".formatted(i), (long) i);
            }
        });
        try (StoreView view = store.view()) {
            assertThat(NUMBERS.scan().values(view)).hasSize(2500).isSorted();
            assertThat(NUMBERS.scan().reverse().limit(1200).values(view))
                    .hasSize(1200)
                    .contains(2499L, 1300L);
        }
        store.update(NUMBERS::deleteAll);
        assertThat(keys()).isEmpty();
    }

    @Test
    void keepsAccountsAndRegionsApart() {
        Region ireland = new Region("eu-west-1");
        store.update(transaction -> {
            USERS.in(FIRST).put(transaction, "alice", "first");
            USERS.in(SECOND).put(transaction, "alice", "second");
            QUEUES.in(FIRST, Region.US_EAST_1).put(transaction, "q", "east");
            QUEUES.in(FIRST, ireland).put(transaction, "q", "ireland");
        });
        try (StoreView view = store.view()) {
            assertThat(USERS.in(FIRST).find(view, "alice")).contains("first");
            assertThat(USERS.in(SECOND).find(view, "alice")).contains("second");
            assertThat(QUEUES.in(FIRST, ireland).scan().values(view)).containsExactly("ireland");
            assertThat(QUEUES.in(SECOND, ireland).scan().values(view)).isEmpty();
            List<String> everywhere = new ArrayList<>();
            QUEUES.everywhere(
                    view, (account, region, key, value) -> everywhere.add(account + region.code() + key + value));
            assertThat(everywhere).containsExactly("000000000000eu-west-1qireland", "000000000000us-east-1qeast");
        }
        store.update(transaction -> USERS.in(FIRST).deleteAll(transaction));
        try (StoreView view = store.view()) {
            List<String> everywhere = new ArrayList<>();
            USERS.everywhere(view, (account, key, value) -> everywhere.add(account + key));
            assertThat(everywhere).containsExactly("999999999999alice");
        }
    }

    /** Somebody commits while a reader of the older state is between reading a row and remembering it. */
    @Test
    void readerOfAnOldStateHidesNoNewerCommit() {
        put("a", 1);
        put("b", 1);
        byte[] key = NUMBERS.key("a");
        byte[] other = NUMBERS.key("b");
        try (StoreView view = store.view()) {
            view.get(key, bytes -> {
                put("a", 2);
                return 1L;
            });
            view.get(other, bytes -> {
                store.update(NUMBERS::deleteAll);
                return 1L;
            });
        }
        assertThat(number("a")).isEqualTo(-1);
        put("a", 3);
        assertThat(number("a")).isEqualTo(3);
        assertThat(number("b")).isEqualTo(-1);
    }

    @Test
    void readerOfAnOldStateHidesNoNewerValue() {
        put("a", 1);
        byte[] key = NUMBERS.key("a");
        try (StoreView view = store.view()) {
            view.get(key, bytes -> {
                put("a", 2);
                return 1L;
            });
        }
        assertThat(number("a")).isEqualTo(2);
    }

    /**
     * Readers of new rows race with the writer who replaces these rows: none of them may keep what it read for newer
     * than it is. Ranges are deleted in between, so that each round has rows to be read for the first time.
     */
    @Test
    void firstReadersHideNoCommit() throws Exception {
        int rows = 100;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_000);
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> readers = new ArrayList<>();
        for (int reader = 0; reader < 2; reader++) {
            int first = reader * 31;
            readers.add(Thread.ofPlatform().daemon().start(() -> readFrom(first, rows, over)));
        }
        try {
            for (long n = 0; System.nanoTime() < end; n += 2) {
                replaceAll(rows, n, true);
                replaceAll(rows, n + 1, false);
                for (int row = 0; row < rows; row++) {
                    assertThat(number("row" + row)).isEqualTo(n + 1);
                }
            }
        } finally {
            over.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
    }

    private void readFrom(int first, int rows, AtomicBoolean over) {
        for (int start = first; !over.get(); start++) {
            try (StoreView view = store.view()) {
                for (int i = 0; i < rows; i++) {
                    NUMBERS.get(view, "row" + (start + i) % rows);
                }
            }
        }
    }

    private void replaceAll(int rows, long value, boolean afresh) {
        store.update(transaction -> {
            if (afresh) {
                NUMBERS.deleteAll(transaction);
            }
            for (int row = 0; row < rows; row++) {
                NUMBERS.put(transaction, "row" + row, value);
            }
        });
    }

    @Test
    void versionChangesWithTheRowsUnderItsPrefixOnly() {
        long first;
        long second;
        try (StoreView view = store.view()) {
            first = USERS.version(view, FIRST);
            second = USERS.version(view, SECOND);
        }
        try (StoreView old = store.view()) {
            store.update(transaction -> USERS.in(FIRST).put(transaction, "alice", "x"));
            try (StoreView view = store.view()) {
                assertThat(USERS.version(view, FIRST)).isGreaterThan(first);
                assertThat(USERS.version(view, SECOND)).isEqualTo(second);
            }
            assertThat(USERS.version(old, FIRST)).isLessThan(version(FIRST));
        }
        long before = version(FIRST);
        put("elsewhere", 1);
        assertThat(version(FIRST)).isEqualTo(before);
        store.update(transaction -> USERS.in(FIRST).delete(transaction, "alice"));
        assertThat(version(FIRST)).isGreaterThan(before);
        before = version(FIRST);
        store.update(transaction -> USERS.in(FIRST).deleteAll(transaction));
        assertThat(version(FIRST)).isGreaterThan(before);
        before = version(FIRST);
        store.update(transaction -> transaction.deleteRange(new byte[] {0}, new byte[] {(byte) 0xff}));
        assertThat(version(FIRST)).isGreaterThan(before);
    }

    private long version(AccountId account) {
        try (StoreView view = store.view()) {
            return USERS.version(view, account);
        }
    }

    @Test
    void firstCommitOfACallCarriesItsEvidence() {
        FakeCall call = new FakeCall(store, "request-1");
        String nothing = store.transact(call, transaction -> "read only");
        assertThat(nothing).isEqualTo("read only");
        assertThat(raw(call.evidenceKey())).isNull();
        store.update(call, transaction -> NUMBERS.put(transaction, "a", 1L));
        assertThat(raw(call.evidenceKey())).isEqualTo("request-1".getBytes());
        store.update(call, transaction -> NUMBERS.put(transaction, "b", 1L));
        assertThat(call.rowsAsked).hasValue(1);
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private FakeCall callThroughGate(String requestId) {
        return new FakeCall(store, requestId, view -> {
            if (NUMBERS.get(view, "gate") == null) {
                throw new Refused();
            }
        });
    }

    @Test
    void nothingIsWrittenByACallThatIsRefusedByThenInTheStateItWouldChange() {
        put("gate", 1);
        FakeCall call = callThroughGate("request-1");
        store.update(transaction -> NUMBERS.delete(transaction, "gate"));
        assertThatThrownBy(() -> store.update(call, transaction -> NUMBERS.put(transaction, "a", 1L)))
                .isInstanceOf(Refused.class);
        assertThat(number("a")).isEqualTo(-1);
        assertThat(raw(call.evidenceKey())).isNull();
    }

    @Test
    void whatTheDecisionReadInRangesCountsToo() {
        FakeCall call = new FakeCall(store, "request-1", view -> {
            if (!USERS.in(FIRST).scan().isEmpty(view)) {
                throw new Refused();
            }
        });
        store.update(transaction -> USERS.in(FIRST).put(transaction, "mallory", "x"));
        assertThatThrownBy(() -> store.update(call, transaction -> NUMBERS.put(transaction, "a", 1L)))
                .isInstanceOf(Refused.class);
        assertThat(number("a")).isEqualTo(-1);
    }

    @Test
    void callIsDecidedAgainAndGoesOnWhereItIsStillAllowed() {
        put("gate", 1);
        FakeCall call = callThroughGate("request-1");
        put("gate", 2);
        store.update(call, transaction -> NUMBERS.put(transaction, "a", 1L));
        assertThat(number("a")).isEqualTo(1);
        assertThat(call.decided).hasValue(2);
    }

    @Test
    void firstReadOfACallSeesTheStateOnWhichItWasDecided() {
        put("n", 1);
        FakeCall call = new FakeCall(store, "request-1");
        put("n", 2);
        assertThat(store.<Long>read(call, view -> NUMBERS.get(view, "n"))).isEqualTo(1);
        assertThat(store.<Long>read(call, view -> NUMBERS.get(view, "n"))).isEqualTo(2);
    }

    /**
     * Writers are decided by the epoch of a gate, which their transactions do not read, and mark their rows with it. Whoever
     * ends an epoch counts its rows: none may come later.
     */
    @Test
    void noWriteFollowsTheEndOfWhatAllowedIt() throws Exception {
        put("gate", 0);
        int writers = 4;
        List<Long> counted = new ArrayList<>();
        AtomicInteger running = new AtomicInteger(writers);
        inParallel(writers + 1, thread -> {
            if (thread == writers) {
                while (running.get() > 0) {
                    endEpoch().ifPresent(counted::add);
                    LockSupport.parkNanos(BETWEEN_EPOCHS);
                }
                return;
            }
            try {
                for (int i = 0; i < 60; i++) {
                    writeInEpoch(thread + "/" + i);
                }
            } finally {
                running.decrementAndGet();
            }
        });
        for (int epoch = 0; epoch < counted.size(); epoch++) {
            assertThat(rowsOf(epoch)).as("rows of epoch %s", epoch).isEqualTo(counted.get(epoch));
        }
    }

    private void writeInEpoch(String name) {
        long[] epoch = new long[1];
        FakeCall call = new FakeCall(store, name, view -> epoch[0] = Objects.requireNonNull(NUMBERS.get(view, "gate")));
        store.update(call, transaction -> USERS.in(FIRST).put(transaction, epoch[0] + "/" + name, "x"));
    }

    /** The number of rows of the epoch that was ended; empty if the writers were faster all the time. */
    private Optional<Long> endEpoch() {
        try {
            return Optional.of(store.transact(transaction -> {
                long epoch = Objects.requireNonNull(NUMBERS.get(transaction, "gate"));
                NUMBERS.put(transaction, "gate", epoch + 1);
                return (long) USERS.in(FIRST)
                        .scan()
                        .under(out -> out.beginning(epoch + "/"))
                        .count(transaction);
            }));
        } catch (ConflictException busy) {
            return Optional.empty();
        }
    }

    private long rowsOf(int epoch) {
        try (StoreView view = store.view()) {
            return USERS.in(FIRST)
                    .scan()
                    .under(out -> out.beginning(epoch + "/"))
                    .count(view);
        }
    }

    private byte[] raw(byte[] key) {
        try (StoreView view = store.view()) {
            return view.get(key, bytes -> bytes);
        }
    }

    @Test
    void appendedRowsAreVisibleAtOnceAndTrimmed() {
        Batch batch = new Batch();
        NUMBERS.put(batch, "1", 1L);
        NUMBERS.put(batch, "2", 2L);
        NUMBERS.put(batch, "3", 3L);
        store.append(batch);
        assertThat(keys()).containsExactly("1", "2", "3");
        store.append(new Batch().deleteRange(NUMBERS.key("1"), NUMBERS.key("3")));
        assertThat(keys()).containsExactly("3");
        store.sync();
        store.append(new Batch());
    }

    @Test
    void countersAreExactUnderContention() throws Exception {
        put("n", 0);
        int threads = 8;
        int each = 25;
        inParallel(threads, thread -> {
            for (int i = 0; i < each; i++) {
                store.update(transaction -> NUMBERS.update(transaction, "n", n -> n + 1));
            }
        });
        assertThat(number("n")).isEqualTo(threads * each);
    }

    /** Write skew: each of two reads what the other writes. Exactly one may find the other still there. */
    @Test
    void preventsWriteSkew() throws Exception {
        for (int round = 0; round < 15; round++) {
            put("on-call-0", 1);
            put("on-call-1", 1);
            inParallel(
                    2,
                    doctor -> store.update(transaction -> {
                        long there = NUMBERS.scan().under(key -> key.beginning("on-call-")).values(transaction).stream()
                                .mapToLong(n -> n)
                                .sum();
                        if (there == 2) {
                            NUMBERS.put(transaction, "on-call-" + doctor, 0L);
                        }
                    }));
            assertThat(number("on-call-0") + number("on-call-1")).isEqualTo(1);
        }
    }

    /** Phantom: each of many inserts into a range only if the range is empty. */
    @Test
    void preventsPhantoms() throws Exception {
        for (int round = 0; round < 15; round++) {
            int r = round;
            inParallel(
                    4,
                    thread -> store.update(transaction -> {
                        if (NUMBERS.scan()
                                .under(key -> key.beginning("r" + r + "-"))
                                .isEmpty(transaction)) {
                            NUMBERS.put(transaction, "r" + r + "-" + thread, 1L);
                        }
                    }));
        }
        assertThat(keys()).hasSize(15);
    }

    /** The absence of a row is read too. */
    @Test
    void onlyOneInsertWins() throws Exception {
        for (int round = 0; round < 15; round++) {
            String name = "bucket-" + round;
            AtomicInteger winners = new AtomicInteger();
            inParallel(4, thread -> {
                if (store.transact(transaction -> NUMBERS.insert(transaction, name, (long) thread))) {
                    winners.incrementAndGet();
                }
            });
            assertThat(winners).hasValue(1);
        }
    }

    /** Money moves between accounts, also by range deletes; every view must see the same sum. */
    @Test
    void viewsAreConsistentWhileOthersWrite() throws Exception {
        int accounts = 10;
        store.update(transaction -> {
            for (int i = 0; i < accounts; i++) {
                NUMBERS.put(transaction, "acc" + i, 100L);
            }
        });
        inParallel(4, thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < 40; i++) {
                if (thread == 0) {
                    try (StoreView view = store.view()) {
                        assertThat(sumByGet(view, accounts)).isEqualTo(1000);
                        assertThat(NUMBERS.scan().values(view).stream()
                                        .mapToLong(n -> n)
                                        .sum())
                                .isEqualTo(1000);
                        assertThat(sumByGet(view, accounts)).isEqualTo(1000);
                    }
                } else {
                    String from = "acc" + random.nextInt(accounts);
                    String to = "acc" + random.nextInt(accounts);
                    store.update(transaction -> {
                        NUMBERS.update(transaction, from, n -> n - 1);
                        NUMBERS.update(transaction, to, n -> n + 1);
                    });
                }
            }
        });
    }

    private static long sumByGet(View view, int accounts) {
        long sum = 0;
        for (int i = 0; i < accounts; i++) {
            sum += NUMBERS.find(view, "acc" + i).orElseThrow();
        }
        return sum;
    }

    /** Random transactions one after the other agree with a sorted map. */
    @Test
    void agreesWithASortedMap() {
        Random random = new Random(42);
        TreeMap<String, Long> model = new TreeMap<>();
        for (int i = 0; i < 150; i++) {
            store.update(transaction -> {
                for (int j = 0; j < 4; j++) {
                    String key = "k" + (100 + random.nextInt(60));
                    String end = "k" + (100 + random.nextInt(60));
                    switch (random.nextInt(6)) {
                        case 0, 1, 2 -> {
                            long value = random.nextLong();
                            NUMBERS.put(transaction, key, value);
                            model.put(key, value);
                        }
                        case 3 -> {
                            NUMBERS.delete(transaction, key);
                            model.remove(key);
                        }
                        case 4 -> {
                            if (key.compareTo(end) < 0 && random.nextInt(4) == 0) {
                                NUMBERS.scan()
                                        .from(k -> k.text(key))
                                        .before(end)
                                        .delete(transaction);
                                model.subMap(key, end).clear();
                            }
                        }
                        default ->
                            assertThat(NUMBERS.scan().after(key).limit(3).keys(transaction))
                                    .isEqualTo(model.tailMap(key, false).keySet().stream()
                                            .limit(3)
                                            .toList());
                    }
                }
            });
            try (StoreView view = store.view()) {
                assertThat(NUMBERS.scan().list(view, (k, v) -> k + v))
                        .isEqualTo(model.entrySet().stream()
                                .map(e -> e.getKey() + e.getValue())
                                .toList());
                String key = "k" + (100 + random.nextInt(60));
                assertThat(NUMBERS.get(view, key)).isEqualTo(model.get(key));
            }
        }
    }

    /** How views of this store stand to its transactions. */
    History.Views views() {
        return History.Views.SERIALIZABLE;
    }

    @Test
    void whatManySeeHasOneOrder() throws Exception {
        checkHistory(7, 500, Duration.ofMillis(1500));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void whatManySeeForLongHasOneOrder(long seed) throws Exception {
        checkHistory(seed, 20_000, Duration.ofSeconds(20));
    }

    private void checkHistory(long seed, int each, Duration atMost) throws Exception {
        History history = new Clients(store, seed).run(each, atMost);
        assertThat(history.anomalies(views())).isEmpty();
        assertThat(history.size()).isGreaterThan(50);
    }

    @Test
    void emptiesAllTablesButThoseToKeep() {
        Rows<String, Long> kept = Table.partition(0x0001, KeyCodec.text(), RowCodec.number());
        Rows<String, Long> also = Table.partition(0x7f00, KeyCodec.text(), RowCodec.number());
        store.update(transaction -> {
            kept.put(transaction, "a", 1L);
            also.put(transaction, "b", 1L);
            NUMBERS.put(transaction, "c", 1L);
            USERS.in(FIRST).put(transaction, "d", "x");
            USERS.in(SECOND).put(transaction, "e", "x");
        });
        store.update(transaction -> Table.deleteAllBut(List.of(0x7f00, 0x0001), transaction));
        List<byte[]> left = new ArrayList<>();
        try (StoreView view = store.view()) {
            view.scan(new byte[] {0}, new byte[] {-1, -1, -1}, false, (key, value) -> left.add(key));
        }
        assertThat(left).containsExactly(kept.key("a"), also.key("b"));
    }

    /** Takes the number of the thread. */
    interface Work {
        void run(int thread) throws Exception;
    }

    static void inParallel(int threads, Work work) throws Exception {
        CountDownLatch together = new CountDownLatch(threads);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                running.add(pool.submit((Callable<Void>) () -> {
                    together.countDown();
                    together.await();
                    work.run(thread);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
