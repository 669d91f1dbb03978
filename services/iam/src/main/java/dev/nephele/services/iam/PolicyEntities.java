package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.ListEntitiesForPolicyRequest;
import dev.nephele.model.iam.ListEntitiesForPolicyResponse;
import dev.nephele.model.iam.PolicyGroup;
import dev.nephele.model.iam.PolicyRole;
import dev.nephele.model.iam.PolicyUser;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page of ListEntitiesForPolicy. */
final class PolicyEntities {
    private final View view;
    private final AccountId account;
    private final ListEntitiesForPolicyRequest request;
    private final List<PolicyGroup> groups = new ArrayList<>();
    private final List<PolicyUser> users = new ArrayList<>();
    private final List<PolicyRole> roles = new ArrayList<>();

    PolicyEntities(View view, AccountId account, ListEntitiesForPolicyRequest request) {
        this.view = view;
        this.account = account;
        this.request = request;
    }

    ListEntitiesForPolicyResponse page(Wanted wanted) {
        Page<Entity> page = wanted.rows(
                view,
                State.POLICY_USERS.in(account).scan().under(key -> key.text(request.policyArn())),
                (user, present) -> isAsked(user) ? entity(user) : Optional.empty());
        page.items().forEach(this::add);
        return new ListEntitiesForPolicyResponse(groups, users, roles, page.isTruncated(), page.next());
    }

    private void add(Entity entity) {
        switch (entity.kind()) {
            case USER -> users.add(new PolicyUser(entity.name(), entity.id()));
            case GROUP -> groups.add(new PolicyGroup(entity.name(), entity.id()));
            case ROLE -> roles.add(new PolicyRole(entity.name(), entity.id()));
            case POLICY, INSTANCE_PROFILE -> throw new IllegalStateException("no such entity uses policies");
        }
    }

    private boolean isAsked(State.PolicyUser user) {
        String filter = request.entityFilter();
        String kind = switch (user.kind()) {
            case USER -> "User";
            case GROUP -> "Group";
            case ROLE -> "Role";
            case POLICY, INSTANCE_PROFILE -> "";
        };
        if (filter != null && !filter.equals(kind)) {
            return false;
        }
        String usage = request.policyUsageFilter();
        if (usage != null) {
            return user.boundary() == usage.equals("PermissionsBoundary");
        }
        // Who has it in both ways is listed once.
        return !user.boundary()
                || !State.POLICY_USERS
                        .in(account)
                        .exists(view, new State.PolicyUser(user.policyArn(), false, user.kind(), user.key()));
    }

    private Optional<Entity> entity(State.PolicyUser user) {
        Optional<Entity> entity = switch (user.kind()) {
            case USER -> State.USERS.in(account).find(view, user.key()).map(found -> found.entity());
            case GROUP -> State.GROUPS.in(account).find(view, user.key()).map(found -> found.entity());
            case ROLE -> State.ROLES.in(account).find(view, user.key()).map(found -> found.entity());
            case POLICY, INSTANCE_PROFILE -> Optional.empty();
        };
        return entity.filter(found -> found.isUnder(request.pathPrefix()));
    }
}
