package dev.nephele.storage;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A call with an evidence row, which counts how often it was asked for it. */
final class FakeCall implements Call {
    private final String requestId;
    final AtomicInteger evidenceAsked = new AtomicInteger();

    FakeCall(String requestId) {
        this.requestId = requestId;
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
        return new Origin(Optional.empty(), Optional.empty(), Optional.empty(), false, "http://localhost:4566");
    }

    @Override
    public View view() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean refused(Requirement requirement) {
        return false;
    }

    @Override
    public Evidence evidence() {
        evidenceAsked.incrementAndGet();
        return new Evidence() {
            @Override
            public byte[] key() {
                return evidenceKey();
            }

            @Override
            public byte[] value() {
                return requestId.getBytes(StandardCharsets.UTF_8);
            }
        };
    }
}
