package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Principal;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.iam.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.Tags;
import dev.nephele.services.iam.state.User;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users, their tags and their boundaries. */
final class IamUsers implements Users {
    private final Store store;
    private final Ids ids;
    private final Limits limits;
    private final Lists lists;

    IamUsers(Store store, Ids ids, Limits limits, Lists lists) {
        this.store = store;
        this.ids = ids;
        this.limits = limits;
        this.lists = lists;
    }

    @Override
    public CreateUserResponse createUser(CreateUserRequest request, Call call) {
        Tags tags = TagLists.of(request.tags(), limits);
        Entity entity = Directory.create(Entity.Kind.USER, request.path(), request.userName(), ids, call.instant());
        Optional<String> boundary = Optional.ofNullable(request.permissionsBoundary());
        User user = new User(entity, tags, boundary, List.of(), List.of(), List.of());
        store.update(call, transaction -> {
            if (!State.USERS.in(call).insert(transaction, entity.key(), user)) {
                throw Problems.alreadyExists(Entity.Kind.USER, entity.name());
            }
            limits.add(transaction, call.account(), Entity.Kind.USER);
            Directory.register(transaction, call.account(), entity);
            PolicyUsers.bound(transaction, call.account(), entity, Optional.empty(), boundary);
        });
        return new CreateUserResponse(Answers.user(call.account(), user));
    }

    @Override
    public List<Requirement> createUserRule(CreateUserRequest request, Undecided call) {
        Map<String, String> tags = TagLists.asked(request.tags());
        Requirement.Builder create = Rules.onNew(
                        "iam:CreateUser", call, Entity.Kind.USER, request.path(), request.userName(), tags)
                .with(Rules.BOUNDARY, Optional.ofNullable(request.permissionsBoundary()));
        return Rules.withTagging(
                create, "iam:TagUser", call, Entity.Kind.USER, request.path(), request.userName(), tags);
    }

    /** Without a name it is the caller's own user. */
    @Override
    public GetUserResponse getUser(GetUserRequest request, Call call) {
        return store.read(call, view -> {
            String name = request.userName();
            if (name == null && call.caller().principal() instanceof Principal.Root root) {
                return new GetUserResponse(Answers.root(view, root.id()));
            }
            User user = Directory.user(view, call.account(), name == null ? callerName(call) : name);
            return new GetUserResponse(Answers.user(call.account(), user));
        });
    }

    /**
     * The name of the user who calls.
     *
     * @throws dev.nephele.model.ServiceException {@code ValidationError} if no user calls
     */
    static String callerName(Call call) {
        if (call.caller().principal() instanceof Principal.User user) {
            return user.name();
        }
        throw Problems.validation("Must specify userName when calling with non-User credentials");
    }

    @Override
    public UpdateUserResponse updateUser(UpdateUserRequest request, Call call) {
        AccountId account = call.account();
        store.update(call, transaction -> {
            User user = Directory.user(transaction, account, request.userName());
            Entity old = user.entity();
            String path = request.newPath() == null ? old.path() : request.newPath();
            String name = request.newUserName() == null ? old.name() : request.newUserName();
            rename(transaction, account, user, old.renamed(path, name));
        });
        return UpdateUserResponse.EMPTY;
    }

    private static void rename(Transaction transaction, AccountId account, User user, Entity entity) {
        Entity old = user.entity();
        if (!entity.key().equals(old.key())) {
            if (State.USERS.in(account).exists(transaction, entity.key())) {
                throw Problems.alreadyExists(Entity.Kind.USER, entity.name());
            }
            State.USERS.in(account).delete(transaction, old.key());
            Directory.register(transaction, account, entity);
            PolicyUsers.rename(transaction, account, old, entity, user.attached(), user.boundary());
            for (String group : user.groups()) {
                State.MEMBERS.in(account).delete(transaction, new State.Pair(group, old.key()));
                State.MEMBERS.in(account).put(transaction, new State.Pair(group, entity.key()), true);
            }
        }
        State.USERS.in(account).put(transaction, entity.key(), user.with(entity));
    }

    /** Needs the permission for the user as it is and as it would be. */
    @Override
    public List<Requirement> updateUserRule(UpdateUserRequest request, Undecided call) {
        List<Requirement> needed = new ArrayList<>();
        needed.add(Rules.ON.user("iam:UpdateUser", request.userName(), call).build());
        State.USERS.in(call).find(call.view(), Entity.key(request.userName())).ifPresent(user -> {
            String path = request.newPath() == null ? user.entity().path() : request.newPath();
            String name = request.newUserName() == null ? user.entity().name() : request.newUserName();
            if (!path.equals(user.entity().path()) || !name.equals(user.entity().name())) {
                needed.add(Rules.onNew("iam:UpdateUser", call, Entity.Kind.USER, path, name, Map.of())
                        .build());
            }
        });
        return needed;
    }

    @Override
    public DeleteUserResponse deleteUser(DeleteUserRequest request, Call call) {
        AccountId account = call.account();
        store.update(call, transaction -> {
            User user = Directory.user(transaction, account, request.userName());
            if (!user.accessKeys().isEmpty()) {
                throw Problems.deleteConflict("Cannot delete entity, must delete access keys first.");
            }
            if (!user.groups().isEmpty()) {
                throw Problems.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            IamInlinePolicies.requireNone(transaction, account, user.entity(), user.attached());
            PolicyUsers.bound(transaction, account, user.entity(), user.boundary(), Optional.empty());
            Directory.unregister(transaction, user.entity());
            limits.remove(transaction, account, Entity.Kind.USER);
            State.USERS.in(account).delete(transaction, user.entity().key());
        });
        return DeleteUserResponse.EMPTY;
    }

    /** Without tags and boundaries, as AWS lists them. */
    @Override
    public ListUsersResponse listUsers(ListUsersRequest request, Call call) {
        return store.read(call, view -> {
            Page<dev.nephele.model.iam.User> page = lists.page(
                            "ListUsers", call, request.marker(), request.maxItems(), request.pathPrefix())
                    .rows(
                            view,
                            State.USERS.in(call).scan(),
                            (key, user) -> Optional.of(user)
                                    .filter(each -> each.entity().isUnder(request.pathPrefix()))
                                    .map(each -> Answers.listedUser(call.account(), each)));
            return new ListUsersResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public TagUserResponse tagUser(TagUserRequest request, Call call) {
        Map<String, String> tags = TagLists.of(request.tags(), limits).map();
        store.update(call, transaction -> {
            User user = Directory.user(transaction, call.account(), request.userName());
            Tags changed = TagLists.within(user.tags().with(tags), limits);
            State.USERS.in(call).put(transaction, user.entity().key(), user.with(changed));
        });
        return TagUserResponse.EMPTY;
    }

    @Override
    public UntagUserResponse untagUser(UntagUserRequest request, Call call) {
        store.update(call, transaction -> {
            User user = Directory.user(transaction, call.account(), request.userName());
            State.USERS
                    .in(call)
                    .put(transaction, user.entity().key(), user.with(user.tags().without(request.tagKeys())));
        });
        return UntagUserResponse.EMPTY;
    }

    @Override
    public ListUserTagsResponse listUserTags(ListUserTagsRequest request, Call call) {
        return store.read(call, view -> {
            User user = Directory.user(view, call.account(), request.userName());
            Page<Tag> page = lists.page("ListUserTags", call, request.marker(), request.maxItems(), request.userName())
                    .of(Answers.tags(user.tags()));
            return new ListUserTagsResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public PutUserPermissionsBoundaryResponse putUserPermissionsBoundary(
            PutUserPermissionsBoundaryRequest request, Call call) {
        bound(call, request.userName(), Optional.of(request.permissionsBoundary()));
        return PutUserPermissionsBoundaryResponse.EMPTY;
    }

    @Override
    public DeleteUserPermissionsBoundaryResponse deleteUserPermissionsBoundary(
            DeleteUserPermissionsBoundaryRequest request, Call call) {
        bound(call, request.userName(), Optional.empty());
        return DeleteUserPermissionsBoundaryResponse.EMPTY;
    }

    private void bound(Call call, String name, Optional<String> boundary) {
        store.update(call, transaction -> {
            User user = Directory.user(transaction, call.account(), name);
            PolicyUsers.bound(transaction, call.account(), user.entity(), user.boundary(), boundary);
            State.USERS.in(call).put(transaction, user.entity().key(), user.withBoundary(boundary));
        });
    }
}
