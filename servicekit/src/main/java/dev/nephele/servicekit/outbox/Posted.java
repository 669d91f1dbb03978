package dev.nephele.servicekit.outbox;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Region;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.storage.table.Row;
import dev.nephele.storage.table.RowKey;
import java.time.Instant;

/**
 * A letter as it waits.
 *
 * @param attempts how many have been made
 * @param input as {@link dev.nephele.servicekit.shape.ShapeCodec} writes it
 */
@Row
record Posted(String id, Sender sender, Instant sent, int attempts, byte[] input) {
    /**
     * Where it waits.
     *
     * @param lane of letters that are delivered one after the other; a letter without a group has one to itself
     * @param number rises along a lane
     */
    @RowKey
    record Place(String channel, String lane, long number) {}

    /** Who calls. */
    record Sender(String service, String sourceArn, String sourceAccount, String region) {
        static Sender of(ServiceCalls.As.Service as) {
            return new Sender(
                    as.name(),
                    as.sourceArn().toString(),
                    as.sourceAccount().value(),
                    as.region().code());
        }

        ServiceCalls.As.Service as() {
            return new ServiceCalls.As.Service(
                    service, Arn.parse(sourceArn).orElseThrow(), new AccountId(sourceAccount), new Region(region));
        }
    }

    Posted tried() {
        return new Posted(id, sender, sent, attempts + 1, input);
    }
}
