package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.ListEntitiesForPolicyRequest;
import dev.nephele.model.iam.ListEntitiesForPolicyResponse;
import dev.nephele.model.iam.PolicyGroup;
import dev.nephele.model.iam.PolicyRole;
import dev.nephele.model.iam.PolicyUser;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.State;
import dev.nephele.storage.table.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of ListEntitiesForPolicy. The position of a marker is three texts with a line break between: whether it is
 * used as a boundary, the kind, and the key of the entity.
 */
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

    ListEntitiesForPolicyResponse page(Page.Request wanted) {
        Scan<State.PolicyUser, Boolean> scan = State.POLICY_USERS
                .in(account)
                .scan()
                .under(key -> key.text(request.policyArn()))
                .after(wanted.after().map(this::position));
        State.PolicyUser[] last = new State.PolicyUser[1];
        boolean[] more = new boolean[1];
        scan.each(view, (user, present) -> {
            Optional<Entity> entity = isAsked(user) ? entity(user) : Optional.empty();
            if (entity.isPresent() && groups.size() + users.size() + roles.size() == wanted.items()) {
                more[0] = true;
                return false;
            }
            entity.ifPresent(this::add);
            last[0] = user;
            return true;
        });
        String marker = more[0] ? Page.encode(position(last[0])) : null;
        return new ListEntitiesForPolicyResponse(groups, users, roles, more[0], marker);
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
        return entity.filter(found -> Page.isUnder(request.pathPrefix(), found));
    }

    private static String position(State.PolicyUser user) {
        return user.boundary() + "\n" + user.kind() + "\n" + user.key();
    }

    private State.PolicyUser position(String text) {
        String[] part = text.split("\n", -1);
        if (part.length == 3) {
            for (Entity.Kind kind : Entity.Kind.values()) {
                if (kind.name().equals(part[1])) {
                    return new State.PolicyUser(request.policyArn(), part[0].equals("true"), kind, part[2]);
                }
            }
        }
        throw Problems.validation("Invalid Marker.");
    }
}
