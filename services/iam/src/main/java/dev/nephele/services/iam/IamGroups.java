package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Group;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.User;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Groups and who is in them. */
final class IamGroups implements Groups {
    private final Store store;
    private final Ids ids;
    private final Limits limits;
    private final Lists lists;

    IamGroups(Store store, Ids ids, Limits limits, Lists lists) {
        this.store = store;
        this.ids = ids;
        this.limits = limits;
        this.lists = lists;
    }

    @Override
    public CreateGroupResponse createGroup(CreateGroupRequest request, Call call) {
        Entity entity = Directory.create(Entity.Kind.GROUP, request.path(), request.groupName(), ids, call.instant());
        store.update(call, transaction -> {
            if (!State.GROUPS.in(call).insert(transaction, entity.key(), new Group(entity, List.of()))) {
                throw Problems.alreadyExists(Entity.Kind.GROUP, entity.name());
            }
            limits.add(transaction, call.account(), Entity.Kind.GROUP);
            Directory.register(transaction, call.account(), entity);
        });
        return new CreateGroupResponse(Answers.group(call.account(), entity));
    }

    @Override
    public List<Requirement> createGroupRule(CreateGroupRequest request, Undecided call) {
        return Rules.onNew("iam:CreateGroup", call, Entity.Kind.GROUP, request.path(), request.groupName(), Map.of())
                .only();
    }

    @Override
    public GetGroupResponse getGroup(GetGroupRequest request, Call call) {
        return store.read(call, view -> {
            Group group = Directory.group(view, call.account(), request.groupName());
            Page<dev.nephele.model.iam.User> page = lists.page(
                            "GetGroup", call, request.marker(), request.maxItems(), request.groupName())
                    .rows(
                            view,
                            State.MEMBERS
                                    .in(call)
                                    .scan()
                                    .under(key -> key.text(group.entity().id())),
                            (key, present) -> State.USERS
                                    .in(call)
                                    .find(view, key.what())
                                    .map(user -> Answers.listedUser(call.account(), user)));
            return new GetGroupResponse(
                    Answers.group(call.account(), group.entity()), page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public UpdateGroupResponse updateGroup(UpdateGroupRequest request, Call call) {
        AccountId account = call.account();
        store.update(call, transaction -> {
            Group group = Directory.group(transaction, account, request.groupName());
            Entity old = group.entity();
            Entity entity = old.renamed(
                    request.newPath() == null ? old.path() : request.newPath(),
                    request.newGroupName() == null ? old.name() : request.newGroupName());
            rename(transaction, account, group, entity);
        });
        return UpdateGroupResponse.EMPTY;
    }

    private static void rename(Transaction transaction, AccountId account, Group group, Entity entity) {
        Entity old = group.entity();
        if (!entity.key().equals(old.key())) {
            if (State.GROUPS.in(account).exists(transaction, entity.key())) {
                throw Problems.alreadyExists(Entity.Kind.GROUP, entity.name());
            }
            State.GROUPS.in(account).delete(transaction, old.key());
            Directory.register(transaction, account, entity);
            PolicyUsers.rename(transaction, account, old, entity, group.attached(), Optional.empty());
        }
        State.GROUPS.in(account).put(transaction, entity.key(), group.with(entity));
    }

    /** Needs the permission for the group as it is and as it would be. */
    @Override
    public List<Requirement> updateGroupRule(UpdateGroupRequest request, Undecided call) {
        List<Requirement> needed = new ArrayList<>();
        needed.add(Rules.ON.group("iam:UpdateGroup", request.groupName(), call).build());
        State.GROUPS.in(call).find(call.view(), Entity.key(request.groupName())).ifPresent(group -> {
            String path = request.newPath() == null ? group.entity().path() : request.newPath();
            String name = request.newGroupName() == null ? group.entity().name() : request.newGroupName();
            if (!path.equals(group.entity().path())
                    || !name.equals(group.entity().name())) {
                needed.add(Rules.onNew("iam:UpdateGroup", call, Entity.Kind.GROUP, path, name, Map.of())
                        .build());
            }
        });
        return needed;
    }

    @Override
    public DeleteGroupResponse deleteGroup(DeleteGroupRequest request, Call call) {
        AccountId account = call.account();
        store.update(call, transaction -> {
            Group group = Directory.group(transaction, account, request.groupName());
            Entity entity = group.entity();
            if (!State.MEMBERS
                    .in(account)
                    .scan()
                    .under(key -> key.text(entity.id()))
                    .isEmpty(transaction)) {
                throw Problems.deleteConflict("Cannot delete entity, must remove users from group first.");
            }
            IamInlinePolicies.requireNone(transaction, account, entity, group.attached());
            Directory.unregister(transaction, entity);
            limits.remove(transaction, account, Entity.Kind.GROUP);
            State.GROUPS.in(account).delete(transaction, entity.key());
        });
        return DeleteGroupResponse.EMPTY;
    }

    @Override
    public ListGroupsResponse listGroups(ListGroupsRequest request, Call call) {
        return store.read(call, view -> {
            Page<dev.nephele.model.iam.Group> page = lists.page(
                            "ListGroups", call, request.marker(), request.maxItems(), request.pathPrefix())
                    .rows(
                            view,
                            State.GROUPS.in(call).scan(),
                            (key, group) -> Optional.of(group)
                                    .filter(each -> each.entity().isUnder(request.pathPrefix()))
                                    .map(each -> Answers.group(call.account(), each.entity())));
            return new ListGroupsResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    /** Adding a user who is there already changes nothing. */
    @Override
    public AddUserToGroupResponse addUserToGroup(AddUserToGroupRequest request, Call call) {
        AccountId account = call.account();
        store.update(call, transaction -> {
            Group group = Directory.group(transaction, account, request.groupName());
            User user = Directory.user(transaction, account, request.userName());
            String id = group.entity().id();
            if (user.groups().contains(id)) {
                return;
            }
            limits.require(Quota.GROUPS_PER_USER, user.groups().size() + 1);
            List<String> groups = new ArrayList<>(user.groups());
            groups.add(id);
            State.USERS.in(account).put(transaction, user.entity().key(), user.withGroups(groups));
            State.MEMBERS
                    .in(account)
                    .put(transaction, new State.Pair(id, user.entity().key()), true);
        });
        return AddUserToGroupResponse.EMPTY;
    }

    /** Removing a user who is not there changes nothing. */
    @Override
    public RemoveUserFromGroupResponse removeUserFromGroup(RemoveUserFromGroupRequest request, Call call) {
        AccountId account = call.account();
        store.update(call, transaction -> {
            Group group = Directory.group(transaction, account, request.groupName());
            User user = Directory.user(transaction, account, request.userName());
            String id = group.entity().id();
            if (!user.groups().contains(id)) {
                return;
            }
            List<String> groups = new ArrayList<>(user.groups());
            groups.remove(id);
            State.USERS.in(account).put(transaction, user.entity().key(), user.withGroups(groups));
            State.MEMBERS
                    .in(account)
                    .delete(transaction, new State.Pair(id, user.entity().key()));
        });
        return RemoveUserFromGroupResponse.EMPTY;
    }

    @Override
    public ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest request, Call call) {
        return store.read(call, view -> {
            User user = Directory.user(view, call.account(), request.userName());
            Page<dev.nephele.model.iam.Group> page = lists.page(
                            "ListGroupsForUser", call, request.marker(), request.maxItems(), request.userName())
                    .of(groups(view, call.account(), user).stream()
                            .map(group -> Answers.group(call.account(), group.entity()))
                            .toList());
            return new ListGroupsForUserResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    /** The groups a user is in. */
    static List<Group> groups(View view, AccountId account, User user) {
        return user.groups().stream()
                .map(id -> Find.place(view, id))
                .filter(Objects::nonNull)
                .map(place -> State.GROUPS.in(account).find(view, place.key()))
                .flatMap(Optional::stream)
                .toList();
    }
}
