package dev.nephele.app.assembly;

import dev.nephele.gateway.decision.AuthorizationMessages;
import dev.nephele.model.ServiceModel;
import dev.nephele.services.iam.identity.Identity;
import dev.nephele.services.iam.identity.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The services of a cloud: one line each. */
final class Services {
    /** What a service checks itself before its model does, see {@link dev.nephele.wire.validation.Validation}. */
    static final Set<String> SELF_VALIDATING = Set.of();

    private final Foundation on;
    private final Identity iam;

    Services(Foundation on, StartOptions.Identity identity, boolean accountKeys, AuthorizationMessages messages) {
        this.on = on;
        Settings settings = new Settings(
                identity.account(), identity.rootAccessKeyId(), identity.rootSecretAccessKey(), accountKeys, Map.of());
        iam = new Identity(on.store(), on.clock(), on.ids(), settings);
    }

    /** Who callers are, for the gateway. */
    Identity iam() {
        return iam;
    }

    /** Every service that answers requests. */
    List<ServiceModel.Served> all() {
        return List.of();
    }
}
