package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.GetAccountAuthorizationDetailsRequest;
import dev.nephele.model.iam.GetAccountAuthorizationDetailsResponse;
import dev.nephele.model.iam.GroupDetail;
import dev.nephele.model.iam.ManagedPolicyDetail;
import dev.nephele.model.iam.PolicyDetail;
import dev.nephele.model.iam.RoleDetail;
import dev.nephele.model.iam.UserDetail;
import dev.nephele.policy.metadata.ManagedPolicies;
import dev.nephele.policy.metadata.ManagedPolicy;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Group;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.User;
import dev.nephele.storage.table.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of GetAccountAuthorizationDetails: users, groups, roles, the account's policies, then those of AWS that are in
 * use. A section is a part of the list.
 */
final class AuthorizationDetails {
    private static final List<String> SECTIONS =
            List.of("User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy");

    private final View view;
    private final AccountId account;
    private final List<String> filter;
    private final Wanted wanted;
    private final List<UserDetail> users = new ArrayList<>();
    private final List<GroupDetail> groups = new ArrayList<>();
    private final List<RoleDetail> roles = new ArrayList<>();
    private final List<ManagedPolicyDetail> policies = new ArrayList<>();

    AuthorizationDetails(View view, AccountId account, GetAccountAuthorizationDetailsRequest request, Wanted wanted) {
        this.view = view;
        this.account = account;
        this.filter = request.filter() == null || request.filter().isEmpty() ? SECTIONS : request.filter();
        this.wanted = wanted;
    }

    GetAccountAuthorizationDetailsResponse page() {
        Optional<String> marker = Optional.empty();
        for (int section = wanted.part(); section < SECTIONS.size() && marker.isEmpty(); section++) {
            if (filter.contains(SECTIONS.get(section))) {
                marker = read(section, wanted.part(section, left()));
            }
        }
        return new GetAccountAuthorizationDetailsResponse(
                users, groups, roles, policies, marker.isPresent(), marker.orElse(null));
    }

    private Optional<String> read(int section, Wanted here) {
        return switch (section) {
            case 0 -> read(here, State.USERS.in(account).scan(), this::detail, users);
            case 1 -> read(here, State.GROUPS.in(account).scan(), this::detail, groups);
            case 2 -> read(here, State.ROLES.in(account).scan(), this::detail, roles);
            case 3 -> read(here, State.POLICIES.in(account).scan(), this::detail, policies);
            default -> readAws(here);
        };
    }

    private int left() {
        return wanted.most() - users.size() - groups.size() - roles.size() - policies.size();
    }

    private <V, D> Optional<String> read(Wanted here, Scan<String, V> scan, Function<V, D> detail, List<D> details) {
        Page<D> page = here.rows(view, scan, (key, value) -> Optional.of(detail.apply(value)));
        details.addAll(page.items());
        return page.token();
    }

    private Optional<String> readAws(Wanted here) {
        Page<ManagedPolicyDetail> page = here.rows(
                view,
                State.POLICY_USE.in(account).scan().under(out -> out.beginning(Find.AWS_POLICY)),
                (arn, use) -> ManagedPolicies.get().find(arn).map(policy -> detail(policy, use)));
        policies.addAll(page.items());
        return page.token();
    }

    private UserDetail detail(User user) {
        Entity entity = user.entity();
        return new UserDetail(
                entity.path(),
                entity.name(),
                entity.id(),
                entity.arn(account).toString(),
                entity.created(),
                inline(entity),
                IamGroups.groups(view, account, user).stream()
                        .map(group -> group.entity().name())
                        .toList(),
                user.attached().stream().map(Answers::attached).toList(),
                Answers.boundary(user.boundary()),
                Answers.tags(user.tags()));
    }

    private GroupDetail detail(Group group) {
        Entity entity = group.entity();
        return new GroupDetail(
                entity.path(),
                entity.name(),
                entity.id(),
                entity.arn(account).toString(),
                entity.created(),
                inline(entity),
                group.attached().stream().map(Answers::attached).toList());
    }

    private RoleDetail detail(Role role) {
        Entity entity = role.entity();
        return new RoleDetail(
                entity.path(),
                entity.name(),
                entity.id(),
                entity.arn(account).toString(),
                entity.created(),
                Documents.encode(TrustPolicies.show(view, role.trust())),
                profiles(role),
                inline(entity),
                role.attached().stream().map(Answers::attached).toList(),
                Answers.boundary(role.boundary()),
                Answers.tags(role.tags()),
                Answers.lastUsed(view, account, role));
    }

    private List<dev.nephele.model.iam.InstanceProfile> profiles(Role role) {
        return State.ROLE_PROFILES
                .in(account)
                .scan()
                .under(key -> key.text(role.entity().key()))
                .list(view, (key, present) -> State.PROFILES.in(account).find(view, key.what()))
                .stream()
                .flatMap(Optional::stream)
                .map(profile -> Answers.listedProfile(view, account, profile))
                .toList();
    }

    private List<PolicyDetail> inline(Entity entity) {
        return IamInlinePolicies.of(view, account, entity).entrySet().stream()
                .map(policy -> new PolicyDetail(policy.getKey(), Documents.encode(policy.getValue())))
                .toList();
    }

    private ManagedPolicyDetail detail(Policy policy) {
        Entity entity = policy.entity();
        String arn = entity.arn(account).toString();
        Policy.Use use = PolicyUsers.use(view, account, arn);
        return new ManagedPolicyDetail(
                entity.name(),
                entity.id(),
                arn,
                entity.path(),
                "v" + policy.defaultVersion(),
                use.attached(),
                use.boundaries(),
                true,
                policy.description().orElse(null),
                entity.created(),
                policy.updated(),
                policy.versions().reversed().stream()
                        .map(number -> Answers.version(view, account, policy, number))
                        .toList());
    }

    private static ManagedPolicyDetail detail(ManagedPolicy policy, Policy.Use use) {
        return new ManagedPolicyDetail(
                policy.name(),
                ManagedPolicies.id(policy.arn()),
                policy.arn(),
                policy.path(),
                policy.versionId(),
                use.attached(),
                use.boundaries(),
                true,
                null,
                policy.created(),
                policy.updated(),
                List.of(Answers.version(policy)));
    }
}
