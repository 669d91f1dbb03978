package dev.nephele.services.iam;

import dev.nephele.kernel.Call;
import dev.nephele.model.iam.*;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Group;
import dev.nephele.services.iam.state.Role;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.User;
import dev.nephele.storage.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which managed policies are attached to whom. Attaching what is attached changes nothing. */
final class IamAttachments implements Attachments {
    /** AWS's policies for service-linked roles; nobody else attaches them. */
    private static final String SERVICE_POLICY = Find.AWS_POLICY + "aws-service-role/";

    private final Store store;
    private final Limits limits;
    private final Lists lists;

    IamAttachments(Store store, Limits limits, Lists lists) {
        this.store = store;
        this.limits = limits;
        this.lists = lists;
    }

    @Override
    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request, Call call) {
        requireAttachable(request.policyArn());
        store.update(call, transaction -> {
            User user = Directory.user(transaction, call.account(), request.userName());
            List<String> attached = PolicyUsers.attach(
                    transaction, call.account(), user.entity(), user.attached(), request.policyArn());
            limits.require(Quota.POLICIES_PER_USER, attached.size());
            State.USERS.in(call).put(transaction, user.entity().key(), user.withAttached(attached));
        });
        return AttachUserPolicyResponse.EMPTY;
    }

    private static void requireAttachable(String arn) {
        Directory.parsePolicyArn(arn);
        if (arn.startsWith(SERVICE_POLICY)) {
            throw Problems.notAttachableToCustomers();
        }
    }

    @Override
    public DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request, Call call) {
        store.update(call, transaction -> {
            User user = Directory.user(transaction, call.account(), request.userName());
            List<String> attached = PolicyUsers.detach(
                    transaction, call.account(), user.entity(), user.attached(), request.policyArn());
            State.USERS.in(call).put(transaction, user.entity().key(), user.withAttached(attached));
        });
        return DetachUserPolicyResponse.EMPTY;
    }

    @Override
    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(
            ListAttachedUserPoliciesRequest request, Call call) {
        return store.read(call, view -> {
            User user = Directory.user(view, call.account(), request.userName());
            Page<AttachedPolicy> page = page(
                    user.attached(),
                    request.pathPrefix(),
                    lists.page(
                            "ListAttachedUserPolicies",
                            call,
                            request.marker(),
                            request.maxItems(),
                            request.userName(),
                            request.pathPrefix()));
            return new ListAttachedUserPoliciesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public AttachGroupPolicyResponse attachGroupPolicy(AttachGroupPolicyRequest request, Call call) {
        requireAttachable(request.policyArn());
        store.update(call, transaction -> {
            Group group = Directory.group(transaction, call.account(), request.groupName());
            List<String> attached = PolicyUsers.attach(
                    transaction, call.account(), group.entity(), group.attached(), request.policyArn());
            limits.require(Quota.POLICIES_PER_GROUP, attached.size());
            State.GROUPS.in(call).put(transaction, group.entity().key(), group.withAttached(attached));
        });
        return AttachGroupPolicyResponse.EMPTY;
    }

    @Override
    public DetachGroupPolicyResponse detachGroupPolicy(DetachGroupPolicyRequest request, Call call) {
        store.update(call, transaction -> {
            Group group = Directory.group(transaction, call.account(), request.groupName());
            List<String> attached = PolicyUsers.detach(
                    transaction, call.account(), group.entity(), group.attached(), request.policyArn());
            State.GROUPS.in(call).put(transaction, group.entity().key(), group.withAttached(attached));
        });
        return DetachGroupPolicyResponse.EMPTY;
    }

    @Override
    public ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(
            ListAttachedGroupPoliciesRequest request, Call call) {
        return store.read(call, view -> {
            Group group = Directory.group(view, call.account(), request.groupName());
            Page<AttachedPolicy> page = page(
                    group.attached(),
                    request.pathPrefix(),
                    lists.page(
                            "ListAttachedGroupPolicies",
                            call,
                            request.marker(),
                            request.maxItems(),
                            request.groupName(),
                            request.pathPrefix()));
            return new ListAttachedGroupPoliciesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request, Call call) {
        requireAttachable(request.policyArn());
        store.update(call, transaction -> {
            Role role = Directory.modifiableRole(transaction, call.account(), request.roleName());
            List<String> attached = PolicyUsers.attach(
                    transaction, call.account(), role.entity(), role.attached(), request.policyArn());
            limits.require(Quota.POLICIES_PER_ROLE, attached.size());
            State.ROLES.in(call).put(transaction, role.entity().key(), role.withAttached(attached));
        });
        return AttachRolePolicyResponse.EMPTY;
    }

    @Override
    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request, Call call) {
        store.update(call, transaction -> {
            Role role = Directory.modifiableRole(transaction, call.account(), request.roleName());
            List<String> attached = PolicyUsers.detach(
                    transaction, call.account(), role.entity(), role.attached(), request.policyArn());
            State.ROLES.in(call).put(transaction, role.entity().key(), role.withAttached(attached));
        });
        return DetachRolePolicyResponse.EMPTY;
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
            ListAttachedRolePoliciesRequest request, Call call) {
        return store.read(call, view -> {
            Role role = Directory.role(view, call.account(), request.roleName());
            Page<AttachedPolicy> page = page(
                    role.attached(),
                    request.pathPrefix(),
                    lists.page(
                            "ListAttachedRolePolicies",
                            call,
                            request.marker(),
                            request.maxItems(),
                            request.roleName(),
                            request.pathPrefix()));
            return new ListAttachedRolePoliciesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    private static Page<AttachedPolicy> page(List<String> arns, @Nullable String pathPrefix, Wanted wanted) {
        List<AttachedPolicy> attached = arns.stream()
                .filter(arn -> pathPrefix == null || Answers.policyPath(arn).startsWith(pathPrefix))
                .map(Answers::attached)
                .toList();
        return wanted.of(attached);
    }

    @Override
    public ListEntitiesForPolicyResponse listEntitiesForPolicy(ListEntitiesForPolicyRequest request, Call call) {
        Wanted wanted = lists.page(
                "ListEntitiesForPolicy",
                call,
                request.marker(),
                request.maxItems(),
                request.policyArn(),
                request.entityFilter(),
                request.pathPrefix(),
                request.policyUsageFilter());
        return store.read(call, view -> {
            if (!Directory.policyExists(view, call.account(), request.policyArn())) {
                throw Problems.notFound(Entity.Kind.POLICY, request.policyArn());
            }
            return new PolicyEntities(view, call.account(), request).page(wanted);
        });
    }
}
