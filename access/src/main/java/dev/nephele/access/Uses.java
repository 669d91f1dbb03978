package dev.nephele.access;

import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Region;
import java.time.Instant;

/** Learns when credentials were used. IAM implements it for the last use of access keys and roles. */
public interface Uses {
    /**
     * Takes note of an authenticated call, whether it was allowed or not. Cheap, and does not wait for the disk.
     *
     * @param service the signing name of the called service
     */
    void used(Caller caller, String service, Region region, Instant at);
}
