package dev.nephele.policy;

import dev.nephele.policy.language.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one authorization request: the verdict, what decided, and where it stands. Decisions are made ready
 * before they are needed, so that answering one allocates nothing.
 */
public final class Decision {
    /** Yes or the two kinds of no. */
    public enum Verdict {
        ALLOWED("Allowed"),
        /** A statement denies. */
        EXPLICITLY_DENIED("ExplicitlyDenied"),
        /** Nothing that must allow does. */
        IMPLICITLY_DENIED("ImplicitlyDenied");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /** The name in answers. */
        public String label() {
            return label;
        }
    }

    static final Decision ALWAYS_ALLOWED = new Decision(Verdict.ALLOWED, Reason.ALWAYS_ALLOWED, null, null, null);
    static final Decision SESSION_LIMIT = implicit(Reason.SESSION_LIMIT, null);
    static final Decision ROOT_ALLOWED = new Decision(Verdict.ALLOWED, Reason.ROOT, null, null, null);
    static final Decision GRANTED = new Decision(Verdict.ALLOWED, Reason.GRANT, null, null, null);
    static final Decision NO_IDENTITY = implicit(Reason.IDENTITY, null);
    static final Decision NO_BOUNDARY = implicit(Reason.BOUNDARY, null);
    static final Decision NO_SESSION = implicit(Reason.SESSION, null);
    static final Decision NO_RESOURCE = implicit(Reason.RESOURCE, null);
    static final Decision NO_TRUST = implicit(Reason.TRUST, null);
    static final Decision NO_ENDPOINT = implicit(Reason.ENDPOINT, null);

    private final Verdict verdict;
    private final Reason reason;
    private final @Nullable BoundPolicy policy;
    private final @Nullable Statement statement;
    private final @Nullable String level;

    Decision(
            Verdict verdict,
            Reason reason,
            @Nullable BoundPolicy policy,
            @Nullable Statement statement,
            @Nullable String level) {
        this.verdict = verdict;
        this.reason = reason;
        this.policy = policy;
        this.statement = statement;
        this.level = level;
    }

    /** Nothing of this kind allows; for guardrails at this level. */
    static Decision implicit(Reason reason, @Nullable String level) {
        return new Decision(Verdict.IMPLICITLY_DENIED, reason, null, null, level);
    }

    /** Yes or no. */
    public Verdict verdict() {
        return verdict;
    }

    /** Whether the verdict is yes. */
    public boolean allowed() {
        return verdict == Verdict.ALLOWED;
    }

    /** What decided: of an implicit denial, what should have allowed. */
    public Reason reason() {
        return reason;
    }

    /** The policy whose statement decided; empty for implicit denials and where no policy speaks. */
    public Optional<BoundPolicy> policy() {
        return Optional.ofNullable(policy);
    }

    /** The statement that decided. */
    public Optional<Statement> statement() {
        return Optional.ofNullable(statement);
    }

    /** The level of the organization at which it was decided: the id of a root, unit or account. */
    public Optional<String> level() {
        return Optional.ofNullable(level);
    }

    @Override
    public String toString() {
        return verdict.label() + " by " + reason.label();
    }
}
