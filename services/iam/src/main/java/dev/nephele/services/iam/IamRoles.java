package dev.nephele.services.iam;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.iam.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.Tags;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Roles, who may assume them, their tags and their boundaries. */
final class IamRoles implements Roles {
    /** MaxSessionDuration of a role that does not say. */
    private static final int DEFAULT_SESSION_SECONDS = 3600;

    private final Store store;
    private final Ids ids;
    private final Limits limits;
    private final Lists lists;
    private final PolicyPrincipals principals;

    IamRoles(Store store, Ids ids, Limits limits, Lists lists, PolicyPrincipals principals) {
        this.store = store;
        this.ids = ids;
        this.limits = limits;
        this.lists = lists;
        this.principals = principals;
    }

    @Override
    public CreateRoleResponse createRole(CreateRoleRequest request, Call call) {
        String document = request.assumeRolePolicyDocument();
        Documents.requireTrust(document, limits);
        Tags tags = TagLists.of(request.tags(), limits);
        if (request.path() != null && request.path().startsWith(Role.SERVICE_LINKED_PATH)) {
            throw Problems.invalidInput("The path " + request.path() + " is reserved for service-linked roles.");
        }
        Entity entity = Directory.create(Entity.Kind.ROLE, request.path(), request.roleName(), ids, call.instant());
        Optional<String> boundary = Optional.ofNullable(request.permissionsBoundary());
        Role created = store.transact(call, transaction -> {
            Role role = new Role(
                    entity,
                    TrustPolicies.pin(transaction, document, principals),
                    Optional.ofNullable(request.description()),
                    seconds(request.maxSessionDuration(), DEFAULT_SESSION_SECONDS),
                    tags,
                    boundary,
                    List.of());
            insert(transaction, call.account(), role, limits);
            PolicyUsers.bound(transaction, call.account(), entity, Optional.empty(), boundary);
            return role;
        });
        return new CreateRoleResponse(Answers.createdRole(call.account(), created, document));
    }

    /** Stores a new role. */
    static void insert(Transaction transaction, AccountId account, Role role, Limits limits) {
        if (!State.ROLES.in(account).insert(transaction, role.entity().key(), role)) {
            throw Problems.alreadyExists(Entity.Kind.ROLE, role.entity().name());
        }
        limits.add(transaction, account, Entity.Kind.ROLE);
        Directory.register(transaction, account, role.entity());
    }

    private static Duration seconds(@Nullable Integer asked, int otherwise) {
        return Duration.ofSeconds(asked == null ? otherwise : asked);
    }

    @Override
    public List<Requirement> createRoleRule(CreateRoleRequest request, Undecided call) {
        Map<String, String> tags = TagLists.asked(request.tags());
        Requirement.Builder create = Rules.onNew(
                        "iam:CreateRole", call, Entity.Kind.ROLE, request.path(), request.roleName(), tags)
                .with(Rules.BOUNDARY, Optional.ofNullable(request.permissionsBoundary()));
        return Rules.withTagging(
                create, "iam:TagRole", call, Entity.Kind.ROLE, request.path(), request.roleName(), tags);
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request, Call call) {
        return store.read(call, view -> {
            Role role = Directory.role(view, call.account(), request.roleName());
            return new GetRoleResponse(Answers.role(view, call.account(), role));
        });
    }

    @Override
    public UpdateRoleResponse updateRole(UpdateRoleRequest request, Call call) {
        change(call, request.roleName(), role -> {
            Role described =
                    request.description() == null ? role : role.withDescription(Optional.of(request.description()));
            return request.maxSessionDuration() == null
                    ? described
                    : described.withLongest(Duration.ofSeconds(request.maxSessionDuration()));
        });
        return UpdateRoleResponse.EMPTY;
    }

    @Override
    public UpdateRoleDescriptionResponse updateRoleDescription(UpdateRoleDescriptionRequest request, Call call) {
        change(call, request.roleName(), role -> role.withDescription(Optional.of(request.description())));
        return store.read(call, view -> {
            Role role = Directory.role(view, call.account(), request.roleName());
            return new UpdateRoleDescriptionResponse(Answers.role(view, call.account(), role));
        });
    }

    @Override
    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request, Call call) {
        Documents.requireTrust(request.policyDocument(), limits);
        store.update(call, transaction -> {
            Role role = Directory.modifiableRole(transaction, call.account(), request.roleName());
            String trust = TrustPolicies.pin(transaction, request.policyDocument(), principals);
            State.ROLES.in(call).put(transaction, role.entity().key(), role.withTrust(trust));
        });
        return UpdateAssumeRolePolicyResponse.EMPTY;
    }

    @Override
    public DeleteRoleResponse deleteRole(DeleteRoleRequest request, Call call) {
        store.update(call, transaction -> {
            Role role = Directory.modifiableRole(transaction, call.account(), request.roleName());
            if (inProfile(transaction, call.account(), role)) {
                throw Problems.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            IamInlinePolicies.requireNone(transaction, call.account(), role.entity(), role.attached());
            delete(transaction, call.account(), role, limits);
        });
        return DeleteRoleResponse.EMPTY;
    }

    private static boolean inProfile(Transaction transaction, AccountId account, Role role) {
        return !State.ROLE_PROFILES
                .in(account)
                .scan()
                .under(key -> key.text(role.entity().key()))
                .isEmpty(transaction);
    }

    /** Removes a role with its indexes. */
    static void delete(Transaction transaction, AccountId account, Role role, Limits limits) {
        PolicyUsers.bound(transaction, account, role.entity(), role.boundary(), Optional.empty());
        for (String arn : role.attached()) {
            PolicyUsers.detach(transaction, account, role.entity(), role.attached(), arn);
        }
        Directory.unregister(transaction, role.entity());
        limits.remove(transaction, account, Entity.Kind.ROLE);
        State.ROLE_USE.in(account).delete(transaction, role.entity().id());
        State.ROLES.in(account).delete(transaction, role.entity().key());
    }

    /** Without tags, boundaries and last use, as AWS lists them. */
    @Override
    public ListRolesResponse listRoles(ListRolesRequest request, Call call) {
        return store.read(call, view -> {
            Page<dev.nephele.model.iam.Role> page = lists.page(
                            "ListRoles", call, request.marker(), request.maxItems(), request.pathPrefix())
                    .rows(
                            view,
                            State.ROLES.in(call).scan(),
                            (key, role) -> Optional.of(role)
                                    .filter(each -> each.entity().isUnder(request.pathPrefix()))
                                    .map(each -> Answers.listedRole(view, call.account(), each)));
            return new ListRolesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public TagRoleResponse tagRole(TagRoleRequest request, Call call) {
        Map<String, String> tags = TagLists.of(request.tags(), limits).map();
        change(
                call,
                request.roleName(),
                role -> role.with(TagLists.within(role.tags().with(tags), limits)));
        return TagRoleResponse.EMPTY;
    }

    @Override
    public UntagRoleResponse untagRole(UntagRoleRequest request, Call call) {
        change(call, request.roleName(), role -> role.with(role.tags().without(request.tagKeys())));
        return UntagRoleResponse.EMPTY;
    }

    @Override
    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request, Call call) {
        return store.read(call, view -> {
            Role role = Directory.role(view, call.account(), request.roleName());
            Page<Tag> page = lists.page("ListRoleTags", call, request.marker(), request.maxItems(), request.roleName())
                    .of(Answers.tags(role.tags()));
            return new ListRoleTagsResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(
            PutRolePermissionsBoundaryRequest request, Call call) {
        bound(call, request.roleName(), Optional.of(request.permissionsBoundary()));
        return PutRolePermissionsBoundaryResponse.EMPTY;
    }

    @Override
    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest request, Call call) {
        bound(call, request.roleName(), Optional.empty());
        return DeleteRolePermissionsBoundaryResponse.EMPTY;
    }

    private void bound(Call call, String name, Optional<String> boundary) {
        store.update(call, transaction -> {
            Role role = Directory.modifiableRole(transaction, call.account(), name);
            PolicyUsers.bound(transaction, call.account(), role.entity(), role.boundary(), boundary);
            State.ROLES.in(call).put(transaction, role.entity().key(), role.withBoundary(boundary));
        });
    }

    private void change(Call call, String name, UnaryOperator<Role> change) {
        store.update(call, transaction -> {
            Role role = Directory.modifiableRole(transaction, call.account(), name);
            State.ROLES.in(call).put(transaction, role.entity().key(), change.apply(role));
        });
    }
}
