package dev.nephele.kernel;

/**
 * How one service calls another: through its public operation, as a principal, with authorization and record like any
 * call from outside. The gateway implements it.
 */
public interface ServiceCalls {
    /**
     * Invokes an operation of another service and returns its answer.
     *
     * @throws RuntimeException the error of the called service, or its refusal, as that service would answer it
     */
    <I, O> O invoke(Target<I, O> operation, I input, As as);

    /** An operation that can be called; the model room's operations are. */
    interface Target<I, O> {}

    /** The identity under which one service calls another. */
    sealed interface As {
        /**
         * A service that calls as itself, such as {@code s3.amazonaws.com} on behalf of a bucket.
         *
         * @param sourceArn becomes {@code aws:SourceArn}
         * @param sourceAccount becomes {@code aws:SourceAccount} and is where the called resource is looked for
         */
        record Service(String name, Arn sourceArn, AccountId sourceAccount, Region region) implements As {}

        /**
         * The caller's own session, forwarded: the called service decides on the original principal, with
         * {@code aws:ViaAWSService} and {@code aws:CalledVia} set.
         *
         * @param service the calling service's principal, such as {@code secretsmanager.amazonaws.com}
         */
        record Forwarded(Call original, String service) implements As {}
    }
}
