package dev.nephele.storage.history;

import dev.nephele.storage.ConflictException;
import dev.nephele.storage.FakeCall;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that do random things to one store at the same time. What each of them does next is told by the seed. */
public final class Clients {
    private static final int THREADS = 6;

    private final Store store;
    private final long seed;
    private final AtomicLong moments = new AtomicLong();
    private final AtomicLong elements = new AtomicLong();

    public Clients(Store store, long seed) {
        this.store = store;
        this.seed = seed;
    }

    /** Runs until each thread has done so many things, or the time is over; a look at everything is the last. */
    public History run(int each, Duration atMost) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        CountDownLatch together = new CountDownLatch(THREADS);
        List<Recorded> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Recorded>>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Client client = new Client("c" + i, new Random(seed * THREADS + i));
                running.add(pool.submit((Callable<List<Recorded>>) () -> {
                    together.countDown();
                    together.await();
                    for (int done = 0; done < each && System.nanoTime() < end; done++) {
                        client.next();
                    }
                    return client.done;
                }));
            }
            for (Future<List<Recorded>> one : running) {
                all.addAll(one.get());
            }
        }
        Client last = new Client("last", new Random(seed));
        last.view(Attempt::lookAtAll);
        all.addAll(last.done);
        return new History(all);
    }

    private interface Looking {
        void at(Attempt attempt);
    }

    private final class Client {
        private final String name;
        private final Random chance;
        private final List<Recorded> done = new ArrayList<>();

        Client(String name, Random chance) {
            this.name = name;
            this.chance = chance;
        }

        void next() {
            try {
                switch (chance.nextInt(10)) {
                    case 0, 1, 2, 3, 4 -> transaction();
                    case 5, 6 -> call();
                    case 7, 8 -> view(attempt -> attempt.look(4));
                    default ->
                        view(attempt -> {
                            attempt.lookAtAll();
                            transaction();
                            attempt.lookAtAll();
                        });
                }
            } catch (ConflictException busy) {
                // Others won all the time; nothing of it has happened, so nobody may see any of it.
            }
        }

        private void transaction() {
            long plan = chance.nextLong();
            int looks = chance.nextInt(3);
            int changes = chance.nextInt(3);
            long began = moments.incrementAndGet();
            Attempt last = store.transact(transaction -> {
                Attempt attempt = new Attempt(transaction, plan);
                attempt.look(looks);
                attempt.change(transaction, changes, elements);
                attempt.look(looks);
                return attempt;
            });
            record(Recorded.Kind.TRANSACTION, began, moments.incrementAndGet(), last.steps());
        }

        /** What the decision read counts as read by the first commit of the call. */
        private void call() {
            long plan = chance.nextLong();
            boolean readsFirst = chance.nextInt(3) == 0;
            long began = moments.incrementAndGet();
            List<Step> decision = new ArrayList<>();
            FakeCall call = new FakeCall(store, name + "/" + done.size(), view -> {
                Attempt attempt = new Attempt(view, plan);
                attempt.look(2);
                decision.clear();
                decision.addAll(attempt.steps());
            });
            if (readsFirst) {
                long decided = moments.incrementAndGet();
                List<Step> seen = new ArrayList<>(decision);
                Attempt first = store.read(call, view -> {
                    Attempt attempt = new Attempt(view, plan + 1);
                    attempt.look(2);
                    return attempt;
                });
                seen.addAll(first.steps());
                record(Recorded.Kind.VIEW, began, decided, seen);
            }
            Attempt last = store.transact(call, transaction -> {
                Attempt attempt = new Attempt(transaction, plan + 2);
                attempt.look(1);
                attempt.change(transaction, 1, elements);
                return attempt;
            });
            List<Step> steps = new ArrayList<>(decision);
            steps.addAll(last.steps());
            record(Recorded.Kind.TRANSACTION, began, moments.incrementAndGet(), steps);
        }

        private void view(Looking looking) {
            long plan = chance.nextLong();
            long began = moments.incrementAndGet();
            try (StoreView view = store.view()) {
                long taken = moments.incrementAndGet();
                Attempt attempt = new Attempt(view, plan);
                looking.at(attempt);
                record(Recorded.Kind.VIEW, began, taken, attempt.steps());
            }
        }

        private void record(Recorded.Kind kind, long began, long ended, List<Step> steps) {
            done.add(new Recorded(name + "/" + done.size(), kind, began, ended, steps));
        }
    }
}
