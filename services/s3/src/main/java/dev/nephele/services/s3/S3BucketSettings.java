package dev.nephele.services.s3;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.*;
import dev.nephele.policy.grammar.BucketGrammar;
import dev.nephele.policy.grammar.BucketGrammar.S3Actions;
import dev.nephele.policy.grammar.PublicPolicy;
import dev.nephele.policy.metadata.Action;
import dev.nephele.policy.metadata.ActionCatalog;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Bucket.PublicAccess;
import dev.nephele.services.s3.state.Tables;
import dev.nephele.storage.Store;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is set for a whole bucket. */
final class S3BucketSettings implements BucketSettings {
    /** In bytes (S3 User Guide, "Bucket policies"). */
    private static final int POLICY_SIZE = 20 << 10;

    static final Set<String> OWNERSHIPS = Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

    private final Store store;
    private final PolicyPrincipals principals;

    S3BucketSettings(Store store, PolicyPrincipals principals) {
        this.store = store;
        this.principals = principals;
    }

    private void change(String name, UnaryOperator<Bucket> change, Call call) {
        store.update(
                call,
                transaction -> Tables.BUCKETS.put(transaction, name, change.apply(Lookup.bucket(transaction, name))));
    }

    private Bucket bucket(String name, Call call) {
        return store.read(call, view -> Lookup.bucket(view, name));
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request, Call call) {
        String policy = request.policy();
        if (policy.getBytes(StandardCharsets.UTF_8).length > POLICY_SIZE) {
            throw ServiceException.of(
                    "PolicyTooLarge", 400, "Bucket policy exceeds the maximum allowed document size.");
        }
        boolean isPublic = PublicPolicy.isPublic(policy);
        store.update(call, transaction -> {
            Bucket bucket = owned(transaction, request.bucket(), call);
            BucketGrammar.check(
                            policy,
                            request.bucket(),
                            entry -> principals.exists(transaction, entry),
                            PolicyActions.known())
                    .ifPresent(violation -> {
                        throw ServiceException.of(violation.code(), 400, violation.message());
                    });
            if (isPublic
                    && bucket.publicAccess().filter(PublicAccess::blockPolicy).isPresent()) {
                throw publicPolicyBlocked(request.bucket(), call);
            }
            Bucket changed = bucket.withPolicy(Optional.of(principals.pin(transaction, policy)));
            Tables.BUCKETS.put(transaction, request.bucket(), changed);
        });
        return PutBucketPolicyResponse.EMPTY;
    }

    /**
     * The bucket, for the account that owns it: its policy cannot be given away (S3 API Reference, PutBucketPolicy).
     *
     * @throws ServiceException {@code MethodNotAllowed} for those of other accounts whom the policy allows
     */
    private static Bucket owned(View view, String name, Call call) {
        Bucket bucket = Lookup.bucket(view, name);
        if (call.caller().principal().account().filter(bucket.owner()::equals).isEmpty()) {
            throw ServiceException.of(
                    "MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
        }
        return bucket;
    }

    private static ServiceException publicPolicyBlocked(String bucket, Call call) {
        String caller = call.caller().principal().arn().map(Object::toString).orElse("anonymous");
        return ServiceException.of(
                "AccessDenied",
                403,
                "User: " + caller + " is not authorized to perform: s3:PutBucketPolicy on resource: \""
                        + Rules.arn(bucket)
                        + "\" because public policies are prevented by the BlockPublicPolicy setting in"
                        + " S3 Block Public Access.");
    }

    @Override
    public GetBucketPolicyOutput getBucketPolicy(GetBucketPolicyRequest request, Call call) {
        return new GetBucketPolicyOutput(store.read(
                call,
                view -> principals.show(
                        view,
                        owned(view, request.bucket(), call).policy().orElseThrow(() -> noPolicy(request.bucket())))));
    }

    private static ServiceException noPolicy(String bucket) {
        return Problems.notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", bucket);
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request, Call call) {
        store.update(call, transaction -> {
            Bucket bucket = owned(transaction, request.bucket(), call);
            Tables.BUCKETS.put(transaction, request.bucket(), bucket.withPolicy(Optional.empty()));
        });
        return DeleteBucketPolicyResponse.EMPTY;
    }

    @Override
    public GetBucketPolicyStatusOutput getBucketPolicyStatus(GetBucketPolicyStatusRequest request, Call call) {
        String policy = bucket(request.bucket(), call).policy().orElseThrow(() -> noPolicy(request.bucket()));
        return new GetBucketPolicyStatusOutput(new PolicyStatus(PublicPolicy.isPublic(policy)));
    }

    @Override
    public PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest request, Call call) {
        Map<String, String> tags = ObjectTags.ofBucket(request.tagging().tagSet());
        change(request.bucket(), bucket -> bucket.withTags(tags), call);
        return PutBucketTaggingResponse.EMPTY;
    }

    @Override
    public List<Requirement> putBucketTaggingRule(PutBucketTaggingRequest request, Undecided call) {
        return Rules.ON
                .bucket("s3:PutBucketTagging", request.bucket(), request.expectedBucketOwner(), call)
                .requestTags(ObjectTags.ofBucket(request.tagging().tagSet()))
                .only();
    }

    @Override
    public GetBucketTaggingOutput getBucketTagging(GetBucketTaggingRequest request, Call call) {
        Map<String, String> tags = bucket(request.bucket(), call).tags();
        if (tags.isEmpty()) {
            throw Problems.notConfigured("NoSuchTagSet", "The TagSet does not exist", request.bucket());
        }
        return new GetBucketTaggingOutput(ObjectTags.list(tags));
    }

    @Override
    public DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest request, Call call) {
        change(request.bucket(), bucket -> bucket.withTags(Map.of()), call);
        return DeleteBucketTaggingResponse.EMPTY;
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request, Call call) {
        Unserved.refuse(request);
        VersioningConfiguration configuration = request.versioningConfiguration();
        if ("Enabled".equals(configuration.mfaDelete())) {
            throw Problems.notImplemented("MfaDelete");
        }
        String status = configuration.status();
        if (status == null) {
            throw ServiceException.of(
                    "IllegalVersioningConfigurationException", 400, "The Versioning element must be specified");
        }
        Bucket.Versioning versioning = switch (status) {
            case "Enabled" -> Bucket.Versioning.ENABLED;
            case "Suspended" -> Bucket.Versioning.SUSPENDED;
            default -> throw Problems.malformedXml();
        };
        change(request.bucket(), bucket -> bucket.withVersioning(versioning), call);
        return PutBucketVersioningResponse.EMPTY;
    }

    @Override
    public GetBucketVersioningOutput getBucketVersioning(GetBucketVersioningRequest request, Call call) {
        String status = switch (bucket(request.bucket(), call).versioning()) {
            case OFF -> null;
            case ENABLED -> "Enabled";
            case SUSPENDED -> "Suspended";
        };
        return new GetBucketVersioningOutput(status, null);
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request, Call call) {
        PublicAccessBlockConfiguration block = request.publicAccessBlockConfiguration();
        PublicAccess access = new PublicAccess(
                Boolean.TRUE.equals(block.blockPublicAcls()),
                Boolean.TRUE.equals(block.ignorePublicAcls()),
                Boolean.TRUE.equals(block.blockPublicPolicy()),
                Boolean.TRUE.equals(block.restrictPublicBuckets()));
        change(request.bucket(), bucket -> bucket.withPublicAccess(Optional.of(access)), call);
        return PutPublicAccessBlockResponse.EMPTY;
    }

    @Override
    public GetPublicAccessBlockOutput getPublicAccessBlock(GetPublicAccessBlockRequest request, Call call) {
        PublicAccess access = bucket(request.bucket(), call)
                .publicAccess()
                .orElseThrow(() -> Problems.notConfigured(
                        "NoSuchPublicAccessBlockConfiguration",
                        "The public access block configuration was not found",
                        request.bucket()));
        return new GetPublicAccessBlockOutput(new PublicAccessBlockConfiguration(
                access.blockAcls(), access.ignoreAcls(), access.blockPolicy(), access.restrictBuckets()));
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest request, Call call) {
        change(request.bucket(), bucket -> bucket.withPublicAccess(Optional.empty()), call);
        return DeletePublicAccessBlockResponse.EMPTY;
    }

    @Override
    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(
            PutBucketOwnershipControlsRequest request, Call call) {
        List<OwnershipControlsRule> rules = request.ownershipControls().rules();
        if (rules.size() != 1 || !OWNERSHIPS.contains(rules.getFirst().objectOwnership())) {
            throw Problems.malformedXml();
        }
        Optional<String> ownership = Optional.of(rules.getFirst().objectOwnership());
        change(request.bucket(), bucket -> bucket.withOwnership(ownership), call);
        return PutBucketOwnershipControlsResponse.EMPTY;
    }

    @Override
    public GetBucketOwnershipControlsOutput getBucketOwnershipControls(
            GetBucketOwnershipControlsRequest request, Call call) {
        String ownership = bucket(request.bucket(), call)
                .ownership()
                .orElseThrow(() -> Problems.notConfigured(
                        "OwnershipControlsNotFoundError",
                        "The bucket ownership controls were not found",
                        request.bucket()));
        return new GetBucketOwnershipControlsOutput(
                new OwnershipControls(List.of(new OwnershipControlsRule(ownership))));
    }

    @Override
    public DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(
            DeleteBucketOwnershipControlsRequest request, Call call) {
        change(request.bucket(), bucket -> bucket.withOwnership(Optional.empty()), call);
        return DeleteBucketOwnershipControlsResponse.EMPTY;
    }

    @Override
    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request, Call call) {
        List<ServerSideEncryptionRule> rules =
                request.serverSideEncryptionConfiguration().rules();
        if (rules.size() != 1) {
            throw Problems.malformedXml();
        }
        ServerSideEncryptionRule rule = rules.getFirst();
        ServerSideEncryptionByDefault chosen = rule.applyServerSideEncryptionByDefault();
        if (rule.blockedEncryptionTypes() != null) {
            throw Problems.notImplemented("BlockedEncryptionTypes");
        }
        if (chosen != null && (!"AES256".equals(chosen.sseAlgorithm()) || chosen.kmsMasterKeyID() != null)) {
            throw Problems.notImplemented("SSEAlgorithm");
        }
        change(request.bucket(), bucket -> bucket.withBucketKey(Boolean.TRUE.equals(rule.bucketKeyEnabled())), call);
        return PutBucketEncryptionResponse.EMPTY;
    }

    @Override
    public GetBucketEncryptionOutput getBucketEncryption(GetBucketEncryptionRequest request, Call call) {
        ServerSideEncryptionRule rule = new ServerSideEncryptionRule(
                new ServerSideEncryptionByDefault("AES256", null),
                bucket(request.bucket(), call).bucketKey(),
                null);
        return new GetBucketEncryptionOutput(new ServerSideEncryptionConfiguration(List.of(rule)));
    }

    @Override
    public DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest request, Call call) {
        change(request.bucket(), bucket -> bucket.withBucketKey(false), call);
        return DeleteBucketEncryptionResponse.EMPTY;
    }

    @Override
    public GetBucketAclOutput getBucketAcl(GetBucketAclRequest request, Call call) {
        Bucket bucket = bucket(request.bucket(), call);
        return new GetBucketAclOutput(Lookup.owner(bucket.owner()), Lookup.grants(bucket.owner()));
    }

    /** The actions that a bucket policy may name, as the Service Authorization Reference has them. */
    private static final class PolicyActions {
        private static final S3Actions KNOWN = read();

        private PolicyActions() {}

        static S3Actions known() {
            return KNOWN;
        }

        private static S3Actions read() {
            Collection<Action> actions = ActionCatalog.get()
                    .service("s3")
                    .map(service -> service.actions())
                    .orElse(List.of());
            Set<String> all = new HashSet<>();
            actions.forEach(action -> all.add(name(action)));
            return new S3Actions(all, on("bucket", actions), on("object", actions));
        }

        private static Set<String> on(String type, Collection<Action> actions) {
            Set<String> names = new HashSet<>();
            for (Action action : actions) {
                if (action.targets().stream()
                        .anyMatch(target -> target.type().name().equals(type))) {
                    names.add(name(action));
                }
            }
            return names;
        }

        private static String name(Action action) {
            return action.name().substring(action.name().indexOf(':') + 1).toLowerCase(Locale.ROOT);
        }
    }
}
