package dev.nephele.kernel;

import java.time.Instant;

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
     * The state that the authorization rule and the decision read. Operations read their own, newer state in
     * transactions.
     */
    View view();

    /**
     * Whether a requirement that was declared {@linkplain Requirement#perItem() per item} was refused. The operation
     * reports such an item in its answer as AWS does.
     */
    boolean refused(Requirement requirement);

    /**
     * The decision and event of this call as one row, which the first commit of the call carries, so that no write
     * exists without its record.
     */
    Evidence evidence();

    /** One row of the record, ready to be stored. */
    interface Evidence {
        byte[] key();

        byte[] value();
    }
}
