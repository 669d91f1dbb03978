package dev.nephele.services.iam.identity;

import dev.nephele.access.Roles;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.State;
import java.util.Optional;

/** The roles as STS sees them. */
final class AssumableRoles implements Roles {
    @Override
    public Optional<Role> find(View view, AccountId account, String name) {
        return State.ROLES
                .in(account)
                .find(view, Entity.key(name))
                .map(role -> new Role(
                        account,
                        role.entity().path(),
                        role.entity().name(),
                        role.entity().id(),
                        role.trust(),
                        role.longest(),
                        role.tags().map()));
    }
}
