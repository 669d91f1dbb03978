package dev.nephele.kernel;

import java.time.Instant;
import java.util.Optional;

/**
 * One request being answered: who asks, where, when, and from where. It reaches every rule and every operation as an
 * explicit argument.
 */
public interface Call {
    /** The account in which the call acts: the caller's own, or for an anonymous S3 request the resource's. */
    AccountId account();

    /** The Region whose endpoint was called; {@code us-east-1} for global services. */
    Region region();

    /** Who asks, and with what kind of session. */
    Caller caller();

    /** The id returned to the client and accepted by {@code explain}. */
    String requestId();

    /** The virtual time at which the call is answered; the same for everything the call does. */
    Instant instant();

    /** What the transport knows of the client. */
    Origin origin();

    /**
     * Whether nobody waits for the answer any more, as far as can be told now. For operations that wait, and would take
     * something that the client will not get. Asked on the thread of the call.
     */
    default boolean isClientGone() {
        return false;
    }

    /**
     * Whether the rule's requirement of this index was refused, which a rule may have declared
     * {@linkplain Requirement#perItem() per item}. The operation reports such an item in its answer as AWS does. Asked
     * inside a transaction, the answer belongs to the state that the transaction commits on.
     *
     * @param requirement the place in the list that the rule answered; a place beyond its end counts as refused
     */
    boolean refused(int requirement);

    /** The decision by which the call may write, until a commit has carried it; empty from then on. */
    Optional<Admission> admission();

    /**
     * The standing decision of a call, as the store sees it: what the first commit of the call carries along, so that no
     * write exists without its record, and what that commit must find still true, so that no write exists that would
     * have been refused.
     */
    interface Admission {
        /** The view on which the call was decided, which the store has made; it may have been closed. */
        View basis();

        /**
         * Decides again, on a newer state.
         *
         * @throws RuntimeException the refusal, if the call is now refused
         */
        void renew(View newer);

        /** Hands over the rows of the decision. */
        void rows(Row row);

        /** A commit has carried the rows. */
        void carried();
    }

    /** Takes a row of the record. */
    interface Row {
        void put(byte[] key, byte[] value);
    }
}
