package dev.nephele.storage;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A call that is decided by a function of the state, and counts how often it was decided and asked for its rows. */
public final class FakeCall implements Call {
    private final String requestId;
    private final Consumer<View> decide;
    private Optional<Admission> admission;
    final AtomicInteger decided = new AtomicInteger();
    final AtomicInteger rowsAsked = new AtomicInteger();

    /** A call that is always allowed. */
    FakeCall(Store store, String requestId) {
        this(store, requestId, view -> {});
    }

    /** @param decide reads what the decision rests on, and throws the refusal */
    public FakeCall(Store store, String requestId, Consumer<View> decide) {
        this.requestId = requestId;
        this.decide = decide;
        Standing standing = new Standing(store.noted());
        standing.renew(standing.view);
        this.admission = Optional.of(standing);
    }

    byte[] evidenceKey() {
        return ("\u007fevidence/" + requestId).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public AccountId account() {
        return new AccountId("000000000000");
    }

    @Override
    public Region region() {
        return Region.US_EAST_1;
    }

    @Override
    public Caller caller() {
        return Caller.ANONYMOUS;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH;
    }

    @Override
    public Origin origin() {
        return new Origin(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, "http://localhost:4566");
    }

    @Override
    public boolean refused(int requirement) {
        return false;
    }

    @Override
    public Optional<Admission> admission() {
        return admission;
    }

    private final class Standing implements Admission {
        private NotedView view;

        Standing(NotedView view) {
            this.view = view;
        }

        @Override
        public View basis() {
            return view;
        }

        @Override
        public void renew(View newer) {
            view = NotedView.of(newer);
            decided.incrementAndGet();
            decide.accept(view);
        }

        @Override
        public void rows(Row row) {
            rowsAsked.incrementAndGet();
            row.put(evidenceKey(), requestId.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void carried() {
            admission = Optional.empty();
        }
    }
}
