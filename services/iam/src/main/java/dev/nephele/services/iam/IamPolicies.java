package dev.nephele.services.iam;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.iam.*;
import dev.nephele.policy.metadata.ManagedPolicies;
import dev.nephele.policy.metadata.ManagedPolicy;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.services.iam.identity.Settings.Quota;
import dev.nephele.services.iam.state.Entity;
import dev.nephele.services.iam.state.Find;
import dev.nephele.services.iam.state.Policy;
import dev.nephele.services.iam.state.State;
import dev.nephele.services.iam.state.Tags;
import dev.nephele.storage.Store;
import dev.nephele.storage.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Managed policies, the account's own and AWS's, and their versions. */
final class IamPolicies implements Policies {
    private final Store store;
    private final Ids ids;
    private final Limits limits;
    private final Lists lists;

    IamPolicies(Store store, Ids ids, Limits limits, Lists lists) {
        this.store = store;
        this.ids = ids;
        this.limits = limits;
        this.lists = lists;
    }

    @Override
    public CreatePolicyResponse createPolicy(CreatePolicyRequest request, Call call) {
        Documents.requireManaged(request.policyDocument(), limits);
        Tags tags = TagLists.of(request.tags(), limits);
        Instant now = call.instant();
        Entity entity = Directory.create(Entity.Kind.POLICY, request.path(), request.policyName(), ids, now);
        Policy policy = new Policy(entity, Optional.ofNullable(request.description()), now, List.of(1), 1, 1, tags);
        store.update(call, transaction -> {
            if (!State.POLICIES.in(call).insert(transaction, entity.key(), policy)) {
                throw Problems.alreadyExists(Entity.Kind.POLICY, entity.name());
            }
            limits.add(transaction, call.account(), Entity.Kind.POLICY);
            Directory.register(transaction, call.account(), entity);
            putVersion(transaction, call.account(), policy, 1, new Policy.Version(now, request.policyDocument()));
        });
        return new CreatePolicyResponse(Answers.policy(call.account(), policy, Policy.Use.NONE, Answers.Told.CREATED));
    }

    @Override
    public List<Requirement> createPolicyRule(CreatePolicyRequest request, Undecided call) {
        Map<String, String> tags = TagLists.asked(request.tags());
        Entity.Kind kind = Entity.Kind.POLICY;
        String name = request.policyName();
        Requirement.Builder create = Rules.onNew("iam:CreatePolicy", call, kind, request.path(), name, tags);
        return Rules.withTagging(create, "iam:TagPolicy", call, kind, request.path(), name, tags);
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest request, Call call) {
        String arn = request.policyArn();
        return store.read(call, view -> {
            Policy.Use use = PolicyUsers.use(view, call.account(), arn);
            if (arn.startsWith(Find.AWS_POLICY)) {
                return new GetPolicyResponse(Answers.policy(awsPolicy(arn), use, Answers.Told.WHOLE));
            }
            Policy policy = Directory.policy(view, call.account(), arn);
            return new GetPolicyResponse(Answers.policy(call.account(), policy, use, Answers.Told.WHOLE));
        });
    }

    private static ManagedPolicy awsPolicy(String arn) {
        return ManagedPolicies.get().find(arn).orElseThrow(() -> Problems.notFound(Entity.Kind.POLICY, arn));
    }

    @Override
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request, Call call) {
        String arn = request.policyArn();
        AccountId account = call.account();
        store.update(call, transaction -> {
            Policy policy = Directory.modifiablePolicy(transaction, account, arn);
            if (!PolicyUsers.use(transaction, account, arn).equals(Policy.Use.NONE)) {
                throw Problems.deleteConflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versions().size() > 1) {
                throw Problems.deleteConflict("This policy has more than one version. Before you delete a policy,"
                        + " you must delete the policy's versions. The default version is deleted with the policy.");
            }
            String key = policy.entity().key();
            State.VERSIONS.in(account).delete(transaction, new Policy.VersionKey(key, policy.defaultVersion()));
            Directory.unregister(transaction, policy.entity());
            limits.remove(transaction, account, Entity.Kind.POLICY);
            State.POLICIES.in(account).delete(transaction, key);
        });
        return DeletePolicyResponse.EMPTY;
    }

    @Override
    public ListPoliciesResponse listPolicies(ListPoliciesRequest request, Call call) {
        return store.read(call, view -> {
            Page<dev.nephele.model.iam.Policy> page = new PolicyListing(
                            view,
                            call.account(),
                            request,
                            lists.page(
                                    "ListPolicies",
                                    call,
                                    request.marker(),
                                    request.maxItems(),
                                    request.scope(),
                                    request.onlyAttached(),
                                    request.pathPrefix(),
                                    request.policyUsageFilter()))
                    .page();
            return new ListPoliciesResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public TagPolicyResponse tagPolicy(TagPolicyRequest request, Call call) {
        Map<String, String> tags = TagLists.of(request.tags(), limits).map();
        retag(call, request.policyArn(), old -> TagLists.within(old.with(tags), limits));
        return TagPolicyResponse.EMPTY;
    }

    @Override
    public UntagPolicyResponse untagPolicy(UntagPolicyRequest request, Call call) {
        retag(call, request.policyArn(), old -> old.without(request.tagKeys()));
        return UntagPolicyResponse.EMPTY;
    }

    private void retag(Call call, String arn, UnaryOperator<Tags> change) {
        store.update(call, transaction -> {
            Policy policy = Directory.modifiablePolicy(transaction, call.account(), arn);
            State.POLICIES.in(call).put(transaction, policy.entity().key(), policy.with(change.apply(policy.tags())));
        });
    }

    @Override
    public ListPolicyTagsResponse listPolicyTags(ListPolicyTagsRequest request, Call call) {
        String arn = request.policyArn();
        return store.read(call, view -> {
            Tags tags;
            if (arn.startsWith(Find.AWS_POLICY)) {
                awsPolicy(arn);
                tags = Tags.NONE;
            } else {
                tags = Directory.policy(view, call.account(), arn).tags();
            }
            Page<Tag> page = lists.page("ListPolicyTags", call, request.marker(), request.maxItems(), arn)
                    .of(Answers.tags(tags));
            return new ListPolicyTagsResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request, Call call) {
        Documents.requireManaged(request.policyDocument(), limits);
        Policy.Version version = new Policy.Version(call.instant(), request.policyDocument());
        boolean makeDefault = Boolean.TRUE.equals(request.setAsDefault());
        Policy changed = store.transact(call, transaction -> {
            Policy policy = Directory.modifiablePolicy(transaction, call.account(), request.policyArn());
            if (policy.versions().size() >= limits.of(Quota.VERSIONS_PER_POLICY)) {
                throw Problems.limitExceeded("A managed policy can have up to "
                        + limits.of(Quota.VERSIONS_PER_POLICY)
                        + " versions. Before you create a new version, you must delete an existing version.");
            }
            int number = policy.lastVersion() + 1;
            List<Integer> versions = new ArrayList<>(policy.versions());
            versions.add(number);
            Policy grown = policy.withVersions(versions, number, call.instant());
            Policy after = makeDefault ? grown.withDefault(number, call.instant()) : grown;
            State.POLICIES.in(call).put(transaction, policy.entity().key(), after);
            putVersion(transaction, call.account(), after, number, version);
            return after;
        });
        return new CreatePolicyVersionResponse(
                Answers.listedVersion(changed.lastVersion(), makeDefault, version.created()));
    }

    private static void putVersion(
            Transaction transaction, AccountId account, Policy policy, int number, Policy.Version version) {
        State.VERSIONS
                .in(account)
                .put(transaction, new Policy.VersionKey(policy.entity().key(), number), version);
    }

    @Override
    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request, Call call) {
        String arn = request.policyArn();
        return store.read(call, view -> {
            if (arn.startsWith(Find.AWS_POLICY)) {
                ManagedPolicy policy = awsPolicy(arn);
                if (!policy.versionId().equals(request.versionId())) {
                    throw noVersion(arn, request.versionId());
                }
                return new GetPolicyVersionResponse(Answers.version(policy));
            }
            Policy policy = Directory.policy(view, call.account(), arn);
            int number = number(policy, arn, request.versionId());
            return new GetPolicyVersionResponse(Answers.version(view, call.account(), policy, number));
        });
    }

    /** The number of a version that the policy has. */
    private static int number(Policy policy, String arn, String versionId) {
        for (int number : policy.versions()) {
            if (versionId.equals("v" + number)) {
                return number;
            }
        }
        throw noVersion(arn, versionId);
    }

    private static dev.nephele.model.ServiceException noVersion(String arn, String versionId) {
        return Problems.noSuchEntity(
                "Policy " + arn + " version " + versionId + " does not exist or is not attachable.");
    }

    @Override
    public DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request, Call call) {
        String arn = request.policyArn();
        store.update(call, transaction -> {
            Policy policy = Directory.modifiablePolicy(transaction, call.account(), arn);
            int number = number(policy, arn, request.versionId());
            if (number == policy.defaultVersion()) {
                throw Problems.deleteConflict("Cannot delete the default version of a policy.");
            }
            List<Integer> left = policy.versions().stream()
                    .filter(version -> version != number)
                    .toList();
            String key = policy.entity().key();
            State.POLICIES
                    .in(call)
                    .put(transaction, key, policy.withVersions(left, policy.lastVersion(), policy.updated()));
            State.VERSIONS.in(call).delete(transaction, new Policy.VersionKey(key, number));
        });
        return DeletePolicyVersionResponse.EMPTY;
    }

    /** The newest version first. Of AWS's policies only the newest is known. */
    @Override
    public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request, Call call) {
        String arn = request.policyArn();
        Wanted wanted = lists.page("ListPolicyVersions", call, request.marker(), request.maxItems(), arn);
        return store.read(call, view -> {
            List<PolicyVersion> versions;
            if (arn.startsWith(Find.AWS_POLICY)) {
                versions = List.of(Answers.listedVersion(awsPolicy(arn)));
            } else {
                versions = Answers.listedVersions(view, call.account(), Directory.policy(view, call.account(), arn));
            }
            Page<PolicyVersion> page = wanted.of(versions);
            return new ListPolicyVersionsResponse(page.items(), page.isTruncated(), page.next());
        });
    }

    @Override
    public SetDefaultPolicyVersionResponse setDefaultPolicyVersion(SetDefaultPolicyVersionRequest request, Call call) {
        String arn = request.policyArn();
        store.update(call, transaction -> {
            Policy policy = Directory.modifiablePolicy(transaction, call.account(), arn);
            int number = number(policy, arn, request.versionId());
            State.POLICIES.in(call).put(transaction, policy.entity().key(), policy.withDefault(number, call.instant()));
        });
        return SetDefaultPolicyVersionResponse.EMPTY;
    }
}
