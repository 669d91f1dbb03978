package dev.nephele.wire.auth;

import dev.nephele.wire.auth.AuthenticationFailure.Problem;
import dev.nephele.wire.auth.AuthenticationFailure.Unreadable;
import dev.nephele.wire.auth.Claim.Placement;

/** Leaves the reading of a claim at the first thing that is wrong with it. */
final class UnreadableClaim extends Exception {
    private static final long serialVersionUID = 1;

    private final transient AuthenticationFailure failure;

    UnreadableClaim(Problem problem, Placement placement, String subject, String expected) {
        super(problem.name(), null, false, false);
        this.failure = new Unreadable(problem, placement, subject, expected);
    }

    UnreadableClaim(Problem problem, Placement placement, String subject) {
        this(problem, placement, subject, "");
    }

    AuthenticationFailure failure() {
        return failure;
    }
}
