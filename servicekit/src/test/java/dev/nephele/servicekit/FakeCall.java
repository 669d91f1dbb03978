package dev.nephele.servicekit;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Region;
import java.time.Instant;
import java.util.Optional;

/** A call for an account in a Region, by nobody. */
public record FakeCall(AccountId account, Region region) implements Call {
    /** In {@code us-east-1}. */
    public static FakeCall of(String account) {
        return new FakeCall(new AccountId(account), Region.US_EAST_1);
    }

    @Override
    public Caller caller() {
        return Caller.ANONYMOUS;
    }

    @Override
    public String requestId() {
        return "request";
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH;
    }

    @Override
    public Origin origin() {
        return new Origin(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, "http://localhost");
    }

    @Override
    public boolean refused(int requirement) {
        return false;
    }

    @Override
    public Optional<Admission> admission() {
        return Optional.empty();
    }
}
