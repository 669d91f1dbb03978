package dev.nephele.testkit;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Origin;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import java.time.Instant;
import java.util.Optional;

/** A call that will not be decided: it only asks a rule what it demands. */
record RuledCall(AccountId account, Region region, Caller caller, Instant instant, Origin origin, View view)
        implements Undecided {
    @Override
    public String requestId() {
        return "ruled";
    }

    @Override
    public boolean refused(int requirement) {
        throw new IllegalStateException("the call is not decided");
    }

    @Override
    public Optional<Admission> admission() {
        throw new IllegalStateException("the call is not decided");
    }
}
