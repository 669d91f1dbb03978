package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import dev.nephele.model.iam.*;
import dev.nephele.policy.grammar.PolicySize;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.State;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The policies that live inside a user, group or role. */
final class IamInlinePolicies implements InlinePolicies {
    private final Store store;
    private final Limits limits;
    private final Lists lists;

    IamInlinePolicies(Store store, Limits limits, Lists lists) {
        this.store = store;
        this.limits = limits;
        this.lists = lists;
    }

    /** Refuses to go on with the deletion of an entity that still has policies. */
    static void requireNone(Transaction transaction, AccountId account, Entity entity, List<String> attached) {
        if (!attached.isEmpty()) {
            throw Problems.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!of(transaction, account, entity).isEmpty()) {
            throw Problems.deleteConflict("Cannot delete entity, must delete policies first.");
        }
    }

    /** The documents of an entity by policy name. */
    static Map<String, String> of(View view, AccountId account, Entity entity) {
        return State.INLINE.in(account).find(view, entity.id()).orElse(Map.of());
    }

    @Override
    public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request, Call call) {
        put(call, request.policyName(), request.policyDocument(), user(call, request.userName()));
        return PutUserPolicyResponse.EMPTY;
    }

    @Override
    public GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request, Call call) {
        return store.read(call, view -> {
            Entity entity = user(call, request.userName()).apply(view);
            String document = document(view, call, entity, request.policyName());
            return new GetUserPolicyResponse(entity.name(), request.policyName(), document);
        });
    }

    @Override
    public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request, Call call) {
        delete(call, request.policyName(), user(call, request.userName()));
        return DeleteUserPolicyResponse.EMPTY;
    }

    @Override
    public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request, Call call) {
        return store.read(call, view -> {
            Page<String> page = names(
                    view,
                    call,
                    user(call, request.userName()),
                    lists.page("ListUserPolicies", call, request.marker(), request.maxItems(), request.userName()));
            return new ListUserPoliciesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public PutGroupPolicyResponse putGroupPolicy(PutGroupPolicyRequest request, Call call) {
        put(call, request.policyName(), request.policyDocument(), group(call, request.groupName()));
        return PutGroupPolicyResponse.EMPTY;
    }

    @Override
    public GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest request, Call call) {
        return store.read(call, view -> {
            Entity entity = group(call, request.groupName()).apply(view);
            String document = document(view, call, entity, request.policyName());
            return new GetGroupPolicyResponse(entity.name(), request.policyName(), document);
        });
    }

    @Override
    public DeleteGroupPolicyResponse deleteGroupPolicy(DeleteGroupPolicyRequest request, Call call) {
        delete(call, request.policyName(), group(call, request.groupName()));
        return DeleteGroupPolicyResponse.EMPTY;
    }

    @Override
    public ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest request, Call call) {
        return store.read(call, view -> {
            Page<String> page = names(
                    view,
                    call,
                    group(call, request.groupName()),
                    lists.page("ListGroupPolicies", call, request.marker(), request.maxItems(), request.groupName()));
            return new ListGroupPoliciesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request, Call call) {
        put(call, request.policyName(), request.policyDocument(), modifiableRole(call, request.roleName()));
        return PutRolePolicyResponse.EMPTY;
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request, Call call) {
        return store.read(call, view -> {
            Entity entity = role(call, request.roleName()).apply(view);
            String document = document(view, call, entity, request.policyName());
            return new GetRolePolicyResponse(entity.name(), request.policyName(), document);
        });
    }

    @Override
    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request, Call call) {
        delete(call, request.policyName(), modifiableRole(call, request.roleName()));
        return DeleteRolePolicyResponse.EMPTY;
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request, Call call) {
        return store.read(call, view -> {
            Page<String> page = names(
                    view,
                    call,
                    role(call, request.roleName()),
                    lists.page("ListRolePolicies", call, request.marker(), request.maxItems(), request.roleName()));
            return new ListRolePoliciesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    private static Function<View, Entity> user(Call call, String name) {
        return view -> Directory.user(view, call.account(), name).entity();
    }

    private static Function<View, Entity> group(Call call, String name) {
        return view -> Directory.group(view, call.account(), name).entity();
    }

    private static Function<View, Entity> role(Call call, String name) {
        return view -> Directory.role(view, call.account(), name).entity();
    }

    private static Function<View, Entity> modifiableRole(Call call, String name) {
        return view -> Directory.modifiableRole(view, call.account(), name).entity();
    }

    private void put(Call call, String name, String document, Function<View, Entity> owner) {
        Documents.requireInline(document);
        store.update(call, transaction -> {
            Entity entity = owner.apply(transaction);
            Map<String, String> documents = new TreeMap<>(of(transaction, call.account(), entity));
            documents.put(name, document);
            int size = documents.values().stream().mapToInt(PolicySize::of).sum();
            int most = limits.of(quota(entity.kind()));
            if (size > most) {
                throw Problems.limitExceeded("Maximum policy size of " + most + " bytes exceeded for "
                        + entity.kind().arnType() + " " + entity.name());
            }
            State.INLINE.in(call).put(transaction, entity.id(), documents);
        });
    }

    private static Quota quota(Entity.Kind kind) {
        return switch (kind) {
            case USER -> Quota.USER_POLICY_SIZE;
            case GROUP -> Quota.GROUP_POLICY_SIZE;
            case ROLE -> Quota.ROLE_POLICY_SIZE;
            case POLICY, INSTANCE_PROFILE -> throw new IllegalStateException("has no inline policies");
        };
    }

    private static String document(View view, Call call, Entity entity, String name) {
        return Documents.encode(require(of(view, call.account(), entity).get(name), entity, name));
    }

    private static String require(@Nullable String document, Entity entity, String name) {
        if (document == null) {
            throw Problems.noSuchEntity(
                    "The " + entity.kind().arnType() + " policy with name " + name + " cannot be found.");
        }
        return document;
    }

    private void delete(Call call, String name, Function<View, Entity> owner) {
        store.update(call, transaction -> {
            Entity entity = owner.apply(transaction);
            Map<String, String> documents = new TreeMap<>(of(transaction, call.account(), entity));
            require(documents.remove(name), entity, name);
            if (documents.isEmpty()) {
                State.INLINE.in(call).delete(transaction, entity.id());
            } else {
                State.INLINE.in(call).put(transaction, entity.id(), documents);
            }
        });
    }

    private static Page<String> names(View view, Call call, Function<View, Entity> owner, Wanted wanted) {
        return wanted.of(List.copyOf(of(view, call.account(), owner.apply(view)).keySet()));
    }
}
