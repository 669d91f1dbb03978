package dev.nephele.app.assembly;

import dev.nephele.gateway.decision.AuthorizationMessages;
import dev.nephele.model.ServiceModel;
import dev.nephele.services.iam.Iam;
import dev.nephele.services.iam.identity.Settings;
import dev.nephele.services.sts.Sts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The services of a cloud: one line each. */
final class Services {
    /** What a service checks itself before its model does, see {@link dev.nephele.wire.validation.Validation}. */
    static final Set<String> SELF_VALIDATING = Set.of();

    private final Foundation on;
    private final Iam iam;
    private final Sts sts;

    Services(Foundation on, StartOptions.Identity identity, boolean accountKeys, AuthorizationMessages messages) {
        this.on = on;
        Settings settings = new Settings(
                identity.account(), identity.rootAccessKeyId(), identity.rootSecretAccessKey(), accountKeys, Map.of());
        iam = new Iam(on.store(), on.clock(), on.ids(), settings);
        sts = new Sts(
                on.store(),
                on.ids(),
                iam.identity().roles(),
                iam.identity().longTermKeys(),
                messages::decode);
    }

    /** Who callers are, for the gateway. */
    Iam iam() {
        return iam;
    }

    Sts sts() {
        return sts;
    }

    /** Every service that answers requests. */
    List<ServiceModel.Served> all() {
        return List.of(iam.served(), sts.served());
    }
}
