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
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Group;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.User;
import dev.nephele.storage.table.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One page of GetAccountAuthorizationDetails: users, groups, roles, the account's policies, then those of AWS that are in
 * use. The position of a marker is the number of the section and the key of the last item.
 */
final class AuthorizationDetails {
    private static final List<String> SECTIONS =
            List.of("User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy");

    private final View view;
    private final AccountId account;
    private final List<String> filter;
    private final Page.Request wanted;
    private final List<UserDetail> users = new ArrayList<>();
    private final List<GroupDetail> groups = new ArrayList<>();
    private final List<RoleDetail> roles = new ArrayList<>();
    private final List<ManagedPolicyDetail> policies = new ArrayList<>();

    AuthorizationDetails(View view, AccountId account, GetAccountAuthorizationDetailsRequest request) {
        this.view = view;
        this.account = account;
        this.filter = request.filter() == null || request.filter().isEmpty() ? SECTIONS : request.filter();
        this.wanted = Page.Request.of(request.marker(), request.maxItems());
    }

    GetAccountAuthorizationDetailsResponse page() {
        int first = wanted.after().map(AuthorizationDetails::section).orElse(0);
        @Nullable String marker = null;
        for (int section = first; section < SECTIONS.size() && marker == null; section++) {
            if (filter.contains(SECTIONS.get(section))) {
                Optional<String> after =
                        section == first ? wanted.after().map(text -> text.substring(1)) : Optional.empty();
                marker = read(section, after);
            }
        }
        return new GetAccountAuthorizationDetailsResponse(users, groups, roles, policies, marker != null, marker);
    }

    private static int section(String position) {
        int section = position.isEmpty() ? -1 : position.charAt(0) - '0';
        if (section < 0 || section >= SECTIONS.size()) {
            throw Problems.validation("Invalid Marker.");
        }
        return section;
    }

    private @Nullable String read(int section, Optional<String> after) {
        return switch (section) {
            case 0 -> read(section, after, State.USERS.in(account), this::add);
            case 1 -> read(section, after, State.GROUPS.in(account), this::add);
            case 2 -> read(section, after, State.ROLES.in(account), this::add);
            case 3 -> read(section, after, State.POLICIES.in(account), this::add);
            default -> readAws(section, after);
        };
    }

    private int left() {
        return wanted.items() - users.size() - groups.size() - roles.size() - policies.size();
    }

    private <V> @Nullable String read(int section, Optional<String> after, Rows<String, V> rows, Consumer<V> add) {
        Page<V> page = Page.of(rows, view, new Page.Request(after, left()), (key, value) -> true, key -> section + key);
        page.items().forEach(add);
        return page.next();
    }

    private @Nullable String readAws(int section, Optional<String> after) {
        String[] last = {after.orElse("")};
        boolean[] more = new boolean[1];
        State.POLICY_USE.in(account).scan().after(after).each(view, (arn, use) -> {
            if (!arn.startsWith(Find.AWS_POLICY)) {
                return true;
            }
            if (left() == 0) {
                more[0] = true;
                return false;
            }
            ManagedPolicies.get().find(arn).ifPresent(policy -> policies.add(detail(policy, use)));
            last[0] = arn;
            return true;
        });
        return more[0] ? Page.encode(section + last[0]) : null;
    }

    private void add(User user) {
        Entity entity = user.entity();
        users.add(new UserDetail(
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
                Answers.tags(user.tags())));
    }

    private void add(Group group) {
        Entity entity = group.entity();
        groups.add(new GroupDetail(
                entity.path(),
                entity.name(),
                entity.id(),
                entity.arn(account).toString(),
                entity.created(),
                inline(entity),
                group.attached().stream().map(Answers::attached).toList()));
    }

    private void add(Role role) {
        Entity entity = role.entity();
        roles.add(new RoleDetail(
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
                Answers.lastUsed(view, account, role)));
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

    private void add(Policy policy) {
        Entity entity = policy.entity();
        String arn = entity.arn(account).toString();
        Policy.Use use = PolicyUsers.use(view, account, arn);
        policies.add(new ManagedPolicyDetail(
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
                        .toList()));
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
