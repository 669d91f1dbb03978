package dev.nephele.gateway;

import dev.nephele.access.Accounts;
import dev.nephele.access.CredentialStore;
import dev.nephele.access.Guardrails;
import dev.nephele.access.Identities;
import dev.nephele.access.Uses;
import dev.nephele.gateway.admin.AdminEndpoint;
import dev.nephele.gateway.admin.ClockControl;
import dev.nephele.gateway.admin.Snapshots;
import dev.nephele.gateway.decision.AuthorizationMessages;
import dev.nephele.gateway.pipeline.InternalCalls;
import dev.nephele.gateway.record.Event;
import dev.nephele.kernel.Clock;
import dev.nephele.kernel.Ids;
import dev.nephele.model.ServiceModel;
import dev.nephele.storage.Store;
import java.util.List;
import java.util.Set;

/** The rooms that the gateway stands before. */
public record Rooms(State state, Services services, Identity identity, Control control) {

    /** What everything stands on. */
    public record State(Store store, Clock clock, Ids ids) {}

    /**
     * What is served.
     *
     * @param all every service with its behaviour and rules
     * @param calls what the services were given to call each other; the gateway connects it
     * @param messages what STS was given to decode authorization messages
     * @param selfValidating operations that check their input themselves, see {@link dev.nephele.wire.validation.Validation}
     */
    public record Services(
            List<ServiceModel.Served> all,
            InternalCalls calls,
            AuthorizationMessages messages,
            Set<String> selfValidating) {}

    /**
     * Who callers are.
     *
     * @param credentials are asked in order for the secret of an access key
     * @param uses hears of every authenticated call
     */
    public record Identity(
            List<CredentialStore> credentials,
            Identities identities,
            Guardrails guardrails,
            Accounts accounts,
            Uses uses) {}

    /**
     * What the administrator moves.
     *
     * @param reset empties the state but for the clock's; the store tells everybody
     * @param endpoints further ones under {@code /_nephele/}
     * @param events hears of every call
     */
    public record Control(
            ClockControl clock,
            Snapshots snapshots,
            Runnable reset,
            List<AdminEndpoint> endpoints,
            Event.Listener events) {}
}
