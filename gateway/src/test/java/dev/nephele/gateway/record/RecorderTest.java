package dev.nephele.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.gateway.FixedClock;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Requirement;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.commit.EmbeddedStore;
import dev.nephele.storage.engine.MvEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final AccountId ACCOUNT = new AccountId("000000000000");
    private final RequestIds ids = new RequestIds(new FixedClock(), 0);

    private Decision decision() {
        return decision(ids.next());
    }

    private static Decision decision(long number) {
        Requirement requirement = Requirement.of("s3:GetObject", ACCOUNT)
                .with("s3:prefix", "Grüße")
                .with("aws:TagKeys", List.of("a", "b"))
                .build();
        return new Decision(
                new Decision.Id(number, true),
                Instant.parse("2026-11-24T01:02:03.456789Z"),
                new Decision.Who("arn:aws:iam::000000000000:user/alice", "AKIA", new byte[Content.HASH_LENGTH]),
                new Decision.What("s3", "GetObject", Optional.of(ACCOUNT), Region.US_EAST_1),
                new Decision.From("127.0.0.1", "aws-cli/2", true, Map.of("aws:ViaAWSService", List.of("true"))),
                Decision.Verdict.IMPLICITLY_DENIED,
                List.of(new Decision.Pair(requirement, Decision.Verdict.IMPLICITLY_DENIED, null, new byte[16])));
    }

    private static Event.Outcome outcome() {
        return new Event.Outcome(403, "AccessDenied", 321);
    }

    @Test
    void readsADecisionBackAsItWas() {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        RecordLog log = new RecordLog(store, RecordLog.Bound.DEFAULT);
        Decision decision = decision();
        try (Recorder recorder = new Recorder(log, event -> {})) {
            recorder.complete(decision, null, List.of(), outcome());
            recorder.flush();
            try (StoreView view = store.view()) {
                Decision read = log.decision(view, decision.id().number()).orElseThrow();
                assertThat(read).usingRecursiveComparison().isEqualTo(decision);
            }
        }
    }

    /** A row as version 1 wrote it, whose condition keys stood as text. */
    @Test
    void readsADecisionOfAnEarlierVersion() {
        byte[] row = new Encoder(64)
                .octet(1)
                .octet(0)
                .number(1_000_000)
                .text("anonymous")
                .text("")
                .text("sqs")
                .text("SendMessage")
                .text(ACCOUNT.value())
                .text("us-east-1")
                .text("127.0.0.1")
                .text("curl")
                .lists(Map.of("aws:ViaAWSService", List.of("false")))
                .octet(Decision.Verdict.NOT_DECIDED.ordinal())
                .number(0)
                .toByteArray();
        Decision read = Decision.decode(7, row);
        assertThat(read.at()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(read.from().context()).isEqualTo(Map.of("aws:ViaAWSService", List.of("false")));
        assertThat(read.verdict()).isEqualTo(Decision.Verdict.NOT_DECIDED);
    }

    @Test
    void givesEventsInTheOrderOfCompletionAndPagesThem() {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        RecordLog log = new RecordLog(store, RecordLog.Bound.DEFAULT);
        List<Long> heard = new CopyOnWriteArrayList<>();
        try (Recorder recorder =
                new Recorder(log, event -> heard.add(event.decision().id().number()))) {
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Decision decision = decision();
                numbers.add(decision.id().number());
                recorder.complete(decision, null, List.of(), outcome());
            }
            recorder.flush();
            try (StoreView view = store.view()) {
                List<Event> first =
                        log.events(view, -1, false, 6, event -> true).events();
                List<Event> second = log.events(view, first.getLast().sequence(), false, 6, event -> true)
                        .events();
                assertThat(first).hasSize(6);
                assertThat(second).hasSize(4);
                first = new ArrayList<>(first);
                first.addAll(second);
                assertThat(first)
                        .extracting(event -> event.decision().id().number())
                        .isEqualTo(numbers);
                assertThat(first).extracting(Event::outcome).containsOnly(outcome());
            }
            assertThat(heard).isEqualTo(numbers);
        }
    }

    @Test
    void listenerThatFailsInAnyWayStopsNothing() {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        RecordLog log = new RecordLog(store, RecordLog.Bound.DEFAULT);
        List<Long> heard = new CopyOnWriteArrayList<>();
        try (Recorder recorder = new Recorder(log, event -> {
            if (event.sequence() % 2 == 0) {
                throw new AssertionError("no");
            }
            heard.add(event.sequence());
        })) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 4; i++) {
                    recorder.complete(decision(), null, List.of(), outcome());
                }
                recorder.flush();
            }
            assertThat(recorder.backlog()).isZero();
            assertThat(heard).hasSize(6);
        }
    }

    @Test
    void losesNothingWhenManyThreadsOutrunTheWriter() throws InterruptedException {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        RecordLog log = new RecordLog(store, RecordLog.Bound.DEFAULT);
        int each = Recorder.SLOTS / 2;
        try (Recorder recorder = new Recorder(log, event -> {})) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                threads.add(Thread.startVirtualThread(() -> {
                    for (int i = 0; i < each; i++) {
                        recorder.complete(decision(), null, List.of(), outcome());
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            recorder.flush();
            assertThat(log.next()).isEqualTo(4L * each);
            try (StoreView view = store.view()) {
                assertThat(log.events(view, 4L * each - 2, false, 10, event -> true)
                                .events())
                        .hasSize(1);
            }
        }
    }

    @Test
    void keepsOnlyTheNewestEventsAndWhatTheyReferTo() {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        RecordLog log = new RecordLog(store, new RecordLog.Bound(100, 1 << 30));
        Decision first = decision();
        try (Recorder recorder = new Recorder(log, event -> {})) {
            recorder.complete(first, null, List.of(), outcome());
            for (int i = 0; i < 1_000; i++) {
                recorder.complete(decision(), null, List.of(), outcome());
                if (i % 50 == 0) {
                    recorder.flush();
                }
            }
            recorder.flush();
            try (StoreView view = store.view()) {
                assertThat(log.decision(view, first.id().number())).isEmpty();
                assertThat(log.events(view, -1, false, 1_000, event -> true).events())
                        .hasSizeBetween(100, 101);
            }
        }
    }

    @Test
    void keepsNoMoreBytesThanItsBound() {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        int row = decision().encode(false).length + 64;
        RecordLog log = new RecordLog(store, new RecordLog.Bound(1_000_000, 50L * row));
        try (Recorder recorder = new Recorder(log, event -> {})) {
            for (int i = 0; i < 500; i++) {
                recorder.complete(decision(), null, List.of(), outcome());
            }
            recorder.flush();
            try (StoreView view = store.view()) {
                assertThat(log.events(view, -1, false, 1_000, event -> true).events())
                        .hasSizeBetween(49, 51);
            }
        }
    }

    @Test
    void goesOnWhereAnEarlierRunStopped() {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        Decision decision = decision();
        try (Recorder recorder = new Recorder(new RecordLog(store, RecordLog.Bound.DEFAULT), event -> {})) {
            recorder.complete(decision, null, List.of(), outcome());
        }
        RecordLog log = new RecordLog(store, RecordLog.Bound.DEFAULT);
        assertThat(log.newestNumber()).isEqualTo(decision.id().number());
        assertThat(log.next()).isEqualTo(1);
    }

    @Test
    void completesAWriteWhoseEventDiedWithItsProcess() {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        RecordLog log = new RecordLog(store, RecordLog.Bound.DEFAULT);
        Decision lost = decision();
        store.update(transaction -> log.rows(lost, List.of(), transaction::put));
        RecordLog again = new RecordLog(store, RecordLog.Bound.DEFAULT);
        try (StoreView view = store.view()) {
            List<Event> events =
                    again.events(view, -1, false, 10, event -> true).events();
            assertThat(events).hasSize(1);
            assertThat(events.getFirst().decision().id()).isEqualTo(lost.id());
            assertThat(events.getFirst().outcome()).isNull();
        }
    }

    @Test
    void storesAContentOnceAndFindsItByItsHash() {
        Store store = new EmbeddedStore(MvEngine.inMemory());
        RecordLog log = new RecordLog(store, RecordLog.Bound.DEFAULT);
        Content content = Content.of("{\"Statement\":[]}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        long number = ids.next();
        List<Content> missing = new ArrayList<>();
        log.missing(new Content.Whole(content, List.of()), number, missing);
        assertThat(missing).containsExactly(content);
        store.update(transaction -> log.rows(decision(number), missing, transaction::put));
        log.kept(missing, number);
        missing.clear();
        log.missing(new Content.Whole(content, List.of()), number, missing);
        assertThat(missing).isEmpty();
        try (StoreView view = store.view()) {
            assertThat(log.content(view, number, content.hash())).hasValue(content.bytes());
            assertThat(log.content(view, number + (1L << 44), content.hash())).isEmpty();
        }
    }
}
