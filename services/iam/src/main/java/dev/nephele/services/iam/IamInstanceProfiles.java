package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.iam.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.InstanceProfile;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.Tags;
import dev.nephele.storage.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Instance profiles and the role each holds. */
final class IamInstanceProfiles implements InstanceProfiles {
    private final Store store;
    private final Ids ids;
    private final Limits limits;
    private final Lists lists;

    IamInstanceProfiles(Store store, Ids ids, Limits limits, Lists lists) {
        this.store = store;
        this.ids = ids;
        this.limits = limits;
        this.lists = lists;
    }

    @Override
    public CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest request, Call call) {
        Tags tags = TagLists.of(request.tags(), limits);
        Entity entity = Directory.create(
                Entity.Kind.INSTANCE_PROFILE, request.path(), request.instanceProfileName(), ids, call.instant());
        InstanceProfile profile = new InstanceProfile(entity, Optional.empty(), tags);
        store.update(call, transaction -> {
            if (!State.PROFILES.in(call).insert(transaction, entity.key(), profile)) {
                throw Problems.alreadyExists(Entity.Kind.INSTANCE_PROFILE, entity.name());
            }
            limits.add(transaction, call.account(), Entity.Kind.INSTANCE_PROFILE);
            Directory.register(transaction, call.account(), entity);
        });
        return store.read(call, view -> {
            return new CreateInstanceProfileResponse(Answers.profile(view, call.account(), profile));
        });
    }

    @Override
    public List<Requirement> createInstanceProfileRule(CreateInstanceProfileRequest request, Undecided call) {
        Map<String, String> tags = TagLists.asked(request.tags());
        Entity.Kind kind = Entity.Kind.INSTANCE_PROFILE;
        String name = request.instanceProfileName();
        Requirement.Builder create = Rules.onNew("iam:CreateInstanceProfile", call, kind, request.path(), name, tags);
        return Rules.withTagging(create, "iam:TagInstanceProfile", call, kind, request.path(), name, tags);
    }

    @Override
    public GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest request, Call call) {
        return store.read(call, view -> {
            InstanceProfile profile = Directory.profile(view, call.account(), request.instanceProfileName());
            return new GetInstanceProfileResponse(Answers.profile(view, call.account(), profile));
        });
    }

    @Override
    public DeleteInstanceProfileResponse deleteInstanceProfile(DeleteInstanceProfileRequest request, Call call) {
        store.update(call, transaction -> {
            InstanceProfile profile = Directory.profile(transaction, call.account(), request.instanceProfileName());
            if (profile.role().isPresent()) {
                throw Problems.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
            }
            Directory.unregister(transaction, profile.entity());
            limits.remove(transaction, call.account(), Entity.Kind.INSTANCE_PROFILE);
            State.PROFILES.in(call).delete(transaction, profile.entity().key());
        });
        return DeleteInstanceProfileResponse.EMPTY;
    }

    @Override
    public ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest request, Call call) {
        return store.read(call, view -> {
            Page<dev.nephele.model.iam.InstanceProfile> page = lists.page(
                            "ListInstanceProfiles", call, request.marker(), request.maxItems(), request.pathPrefix())
                    .rows(
                            view,
                            State.PROFILES.in(call).scan(),
                            (key, profile) -> Optional.of(profile)
                                    .filter(each -> each.entity().isUnder(request.pathPrefix()))
                                    .map(each -> Answers.listedProfile(view, call.account(), each)));
            return new ListInstanceProfilesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
            ListInstanceProfilesForRoleRequest request, Call call) {
        Wanted wanted = lists.page(
                "ListInstanceProfilesForRole", call, request.marker(), request.maxItems(), request.roleName());
        return store.read(call, view -> {
            Role role = Directory.role(view, call.account(), request.roleName());
            Page<dev.nephele.model.iam.InstanceProfile> page = wanted.rows(
                    view,
                    State.ROLE_PROFILES
                            .in(call)
                            .scan()
                            .under(key -> key.text(role.entity().key())),
                    (key, present) -> State.PROFILES
                            .in(call)
                            .find(view, key.what())
                            .map(profile -> Answers.listedProfile(view, call.account(), profile)));
            return new ListInstanceProfilesForRoleResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(
            AddRoleToInstanceProfileRequest request, Call call) {
        AccountId account = call.account();
        store.update(call, transaction -> {
            InstanceProfile profile = Directory.profile(transaction, account, request.instanceProfileName());
            Role role = Directory.modifiableRole(transaction, account, request.roleName());
            limits.require(Quota.ROLES_PER_INSTANCE_PROFILE, profile.role().isPresent() ? 2 : 1);
            String roleKey = role.entity().key();
            State.PROFILES.in(account).put(transaction, profile.entity().key(), profile.withRole(Optional.of(roleKey)));
            State.ROLE_PROFILES
                    .in(account)
                    .put(transaction, new State.Pair(roleKey, profile.entity().key()), true);
        });
        return AddRoleToInstanceProfileResponse.EMPTY;
    }

    /** Besides the action itself the caller must be allowed to pass the role to EC2. */
    @Override
    public List<Requirement> addRoleToInstanceProfileRule(AddRoleToInstanceProfileRequest request, Undecided call) {
        return List.of(
                Rules.ON
                        .profile("iam:AddRoleToInstanceProfile", request.instanceProfileName(), call)
                        .build(),
                Rules.ON
                        .role("iam:PassRole", request.roleName(), call)
                        .with("iam:PassedToService", "ec2.amazonaws.com")
                        .build());
    }

    @Override
    public RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
            RemoveRoleFromInstanceProfileRequest request, Call call) {
        AccountId account = call.account();
        store.update(call, transaction -> {
            InstanceProfile profile = Directory.profile(transaction, account, request.instanceProfileName());
            Role role = Directory.modifiableRole(transaction, account, request.roleName());
            String roleKey = role.entity().key();
            if (!profile.role().equals(Optional.of(roleKey))) {
                throw Problems.notFound(Entity.Kind.ROLE, request.roleName());
            }
            State.PROFILES.in(account).put(transaction, profile.entity().key(), profile.withRole(Optional.empty()));
            State.ROLE_PROFILES
                    .in(account)
                    .delete(
                            transaction,
                            new State.Pair(roleKey, profile.entity().key()));
        });
        return RemoveRoleFromInstanceProfileResponse.EMPTY;
    }

    @Override
    public TagInstanceProfileResponse tagInstanceProfile(TagInstanceProfileRequest request, Call call) {
        Map<String, String> tags = TagLists.of(request.tags(), limits).map();
        retag(call, request.instanceProfileName(), old -> TagLists.within(old.with(tags), limits));
        return TagInstanceProfileResponse.EMPTY;
    }

    @Override
    public UntagInstanceProfileResponse untagInstanceProfile(UntagInstanceProfileRequest request, Call call) {
        retag(call, request.instanceProfileName(), old -> old.without(request.tagKeys()));
        return UntagInstanceProfileResponse.EMPTY;
    }

    @Override
    public ListInstanceProfileTagsResponse listInstanceProfileTags(ListInstanceProfileTagsRequest request, Call call) {
        return store.read(call, view -> {
            InstanceProfile profile = Directory.profile(view, call.account(), request.instanceProfileName());
            Page<Tag> page = lists.page(
                            "ListInstanceProfileTags",
                            call,
                            request.marker(),
                            request.maxItems(),
                            request.instanceProfileName())
                    .of(Answers.tags(profile.tags()));
            return new ListInstanceProfileTagsResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    private void retag(Call call, String name, UnaryOperator<Tags> change) {
        store.update(call, transaction -> {
            InstanceProfile profile = Directory.profile(transaction, call.account(), name);
            State.PROFILES
                    .in(call)
                    .put(transaction, profile.entity().key(), profile.with(change.apply(profile.tags())));
        });
    }
}
