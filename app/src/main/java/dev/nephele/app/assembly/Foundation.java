package dev.nephele.app.assembly;

import dev.nephele.kernel.Ids;
import dev.nephele.kernel.ServiceCalls;
import dev.nephele.servicekit.outbox.Outbox;
import dev.nephele.servicekit.seal.CloudKey;
import dev.nephele.storage.Store;
import dev.nephele.storage.blob.Blobs;
import dev.nephele.storage.time.CloudClock;
import dev.nephele.storage.timer.Timers;

/**
 * What every service may be built on.
 *
 * @param calls how a service calls another; usable once the gateway has started
 * @param outbox how a service calls another after its commit
 */
record Foundation(
        Store store,
        Blobs blobs,
        CloudClock clock,
        Timers timers,
        Ids ids,
        CloudKey key,
        ServiceCalls calls,
        Outbox outbox) {}
