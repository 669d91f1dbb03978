package dev.nephele.services.iam.identity;

import dev.nephele.access.Uses;
import dev.nephele.kernel.Caller;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Region;
import dev.nephele.services.iam.state.AccessKey;
import dev.nephele.services.iam.state.State;
import dev.nephele.storage.Batch;
import dev.nephele.storage.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down when access keys of users and roles were last used. One use a minute is written for each; what is between
 * is not, and a kill may lose the last second.
 */
final class LastUses implements Uses {
    /** How exact the times are. AWS's are exact to some minutes. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    /** How many keys and roles are remembered as written; beyond it all are forgotten and written again. */
    private static final int REMEMBERED = 10_000;

    private final Store store;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    LastUses(Store store) {
        this.store = store;
        store.onReplaced(written::clear);
    }

    @Override
    public void used(Caller caller, String service, Region region, Instant at) {
        AccessKey.LastUse use = new AccessKey.LastUse(at, service, region.code());
        switch (caller.principal()) {
            case Principal.User user -> keyUsed(caller, use);
            case Principal.Root root -> keyUsed(caller, use);
            case Principal.RoleSession session -> roleUsed(session, use);
            case Principal.FederatedUser federated -> {}
            case Principal.Service called -> {}
            case Principal.Anonymous anonymous -> {}
        }
    }

    private void keyUsed(Caller caller, AccessKey.LastUse use) {
        longTermKey(caller).filter(key -> isDue(key, use.at())).ifPresent(key -> {
            Batch batch = new Batch();
            State.KEY_USE.put(batch, key, use);
            store.append(batch);
        });
    }

    private void roleUsed(Principal.RoleSession session, AccessKey.LastUse use) {
        if (isDue(session.roleId(), use.at())) {
            Batch batch = new Batch();
            State.ROLE_USE.in(session.id()).put(batch, session.roleId(), use);
            store.append(batch);
        }
    }

    private static Optional<String> longTermKey(Caller caller) {
        return caller.session().isPresent() ? Optional.empty() : caller.accessKeyId();
    }

    private boolean isDue(String id, Instant at) {
        Instant last = written.get(id);
        if (last != null && at.isBefore(last.plus(GRAIN))) {
            return false;
        }
        if (written.size() >= REMEMBERED) {
            written.clear();
        }
        written.put(id, at);
        return true;
    }
}
