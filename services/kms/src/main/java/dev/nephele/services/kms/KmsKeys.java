package dev.nephele.services.kms;

import dev.nephele.access.PolicyPrincipals;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.ServiceException;
import dev.nephele.model.kms.CreateKeyRequest;
import dev.nephele.model.kms.CreateKeyResponse;
import dev.nephele.model.kms.CustomKeyStoreNotFoundException;
import dev.nephele.model.kms.DescribeKeyRequest;
import dev.nephele.model.kms.DescribeKeyResponse;
import dev.nephele.model.kms.KeyListEntry;
import dev.nephele.model.kms.KeyMetadata;
import dev.nephele.model.kms.Keys;
import dev.nephele.model.kms.KmsResources;
import dev.nephele.model.kms.ListKeysRequest;
import dev.nephele.model.kms.ListKeysResponse;
import dev.nephele.model.kms.MalformedPolicyDocumentException;
import dev.nephele.model.kms.MultiRegionConfiguration;
import dev.nephele.model.kms.MultiRegionKey;
import dev.nephele.model.kms.NotFoundException;
import dev.nephele.model.kms.Tag;
import dev.nephele.model.kms.TagException;
import dev.nephele.model.kms.UnsupportedOperationException;
import dev.nephele.policy.grammar.ResourceGrammar;
import dev.nephele.servicekit.page.Page;
import dev.nephele.servicekit.page.Pages;
import dev.nephele.servicekit.page.Wanted;
import dev.nephele.servicekit.seal.SealedColumn;
import dev.nephele.servicekit.tag.TagRules;
import dev.nephele.storage.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Customer managed keys. */
final class KmsKeys implements Keys, KmsResources {
    private static final TagRules TAGS = TagRules.builder()
            .most(50, () -> new TagException("Too many tags"))
            .reserved(
                    TagRules.Letters.ANY_CASE,
                    (key, value) -> new TagException("Tags beginning with aws: are reserved"))
            .distinct(TagRules.Letters.EXACT, (key, value) -> new TagException("Duplicate tag keys"))
            .build();
    private static final int PAGE = 100;
    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final String CALLER = "kms:CallerAccount";
    private static final String KEY_TYPE = "kms:MultiRegionKeyType";
    private static final String OURS = "AWS_KMS";

    private final Store store;
    private final Ids ids;
    private final PolicyPrincipals principals;
    private final Pages pages;
    private final SealedColumn materials;

    KmsKeys(Store store, Ids ids, PolicyPrincipals principals, Pages pages, SealedColumn materials) {
        this.store = store;
        this.ids = ids;
        this.principals = principals;
        this.pages = pages;
        this.materials = materials;
    }

    @Override
    public CreateKeyResponse createKey(CreateKeyRequest request, Call call) {
        requireOwnOrigin(request);
        KeySpec spec = spec(request);
        String usage = usage(request.keyUsage(), spec);
        boolean multiRegion = Boolean.TRUE.equals(request.multiRegion());
        String policy = request.policy() == null ? defaultPolicy(call) : request.policy();
        String id = multiRegion ? "mrk-" + ids.text(32, HEXADECIMAL) : ids.uuid();
        Key key = new Key(
                id,
                call.instant(),
                request.description() == null ? "" : request.description(),
                spec,
                usage,
                multiRegion,
                policy,
                tags(request.tags()),
                materials.seal(spec.material(ids), Key.KEYS.in(call), id),
                ids.text(64, HEXADECIMAL));
        store.update(
                call,
                transaction -> Key.KEYS.in(call).put(transaction, id, key.withPolicy(pinned(transaction, policy))));
        return new CreateKeyResponse(metadata(key, KeyName.of(id, call)));
    }

    private static void requireOwnOrigin(CreateKeyRequest request) {
        if (request.customKeyStoreId() != null) {
            throw new CustomKeyStoreNotFoundException("Custom key store not found.");
        }
        if (request.xksKeyId() != null
                || (request.origin() != null && !request.origin().equals(OURS))) {
            throw new UnsupportedOperationException("Keys of origin " + request.origin() + " are not served.");
        }
    }

    private static KeySpec spec(CreateKeyRequest request) {
        String old = request.customerMasterKeySpec();
        String name = request.keySpec() == null ? old : request.keySpec();
        if (request.keySpec() != null && old != null && !old.equals(name)) {
            throw ServiceException.of(
                    "ValidationException",
                    400,
                    "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is"
                            + " deprecated.");
        }
        if (name == null) {
            return KeySpec.SYMMETRIC_DEFAULT;
        }
        return Arrays.stream(KeySpec.values())
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedOperationException("Keys of spec " + name + " are not served."));
    }

    private static String usage(@Nullable String asked, KeySpec spec) {
        if (asked == null) {
            if (!spec.isSymmetric()) {
                throw ServiceException.of(
                        "ValidationException",
                        400,
                        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
            }
            return KeySpec.CIPHER;
        }
        if (!spec.allows(asked)) {
            throw ServiceException.of(
                    "ValidationException", 400, "KeyUsage " + asked + " is not compatible with KeySpec " + spec);
        }
        return asked;
    }

    /** The policy as it is stored. */
    private String pinned(View view, String policy) {
        ResourceGrammar.key(policy, entry -> principals.exists(view, entry)).ifPresent(violation -> {
            throw violation.code().equals("MalformedPolicyDocumentException")
                    ? new MalformedPolicyDocumentException(violation.message())
                    : ServiceException.of(violation.code(), 400, violation.message());
        });
        return principals.pin(view, policy);
    }

    /** Lets the account decide, as AWS does where no policy is given. */
    private static String defaultPolicy(Call call) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::%s:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(call.account());
    }

    private static Map<String, String> tags(@Nullable List<Tag> given) {
        return TAGS.checked(given == null ? List.of() : given, Tag::tagKey, Tag::tagValue);
    }

    @Override
    public List<Requirement> createKeyRule(CreateKeyRequest request, Undecided call) {
        Map<String, String> tags = tags(request.tags());
        String spec = request.keySpec() == null ? request.customerMasterKeySpec() : request.keySpec();
        Requirement.Builder create = Requirement.of("kms:CreateKey", call.account())
                .with("kms:KeySpec", spec == null ? KeySpec.SYMMETRIC_DEFAULT.name() : spec)
                .with("kms:KeyUsage", request.keyUsage() == null ? KeySpec.CIPHER : request.keyUsage())
                .with("kms:KeyOrigin", request.origin() == null ? OURS : request.origin())
                .with("kms:MultiRegion", Boolean.toString(Boolean.TRUE.equals(request.multiRegion())))
                .with(
                        "kms:BypassPolicyLockoutSafetyCheck",
                        Boolean.toString(Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck())))
                .with(CALLER, call.account().value())
                .with(KEY_TYPE, type(Boolean.TRUE.equals(request.multiRegion())))
                .newTags(tags);
        if (tags.isEmpty()) {
            return create.only();
        }
        Requirement tagging = Requirement.of("kms:TagResource", call.account())
                .with(CALLER, call.account().value())
                .newTags(tags)
                .build();
        return List.of(create.build(), tagging);
    }

    @Override
    public DescribeKeyResponse describeKey(DescribeKeyRequest request, Call call) {
        KeyName name = KeyName.of(request.keyId(), call);
        Key key = store.read(call, name::find)
                .orElseThrow(() -> new NotFoundException("Key '" + name.arn() + "' does not exist"));
        return new DescribeKeyResponse(metadata(key, name));
    }

    /** A key that does not exist is decided on the ARN that it would have. */
    @Override
    public Requirement.Builder key(String action, String keyId, Undecided call) {
        KeyName name = KeyName.of(keyId, call);
        Optional<Key> key = name.find(call.view());
        Requirement.Builder requirement = Requirement.of(action, name.arn(), name.account())
                .policy(key.map(
                        found -> new ResourcePolicy(ResourcePolicy.Kind.KEY, Optional.of(found.policy()), List.of())))
                .with(CALLER, call.account().value());
        key.ifPresent(found -> requirement
                .resourceTags(found.tags())
                .with("kms:KeySpec", found.spec().name())
                .with("kms:KeyUsage", found.usage())
                .with("kms:KeyOrigin", OURS)
                .with("kms:MultiRegion", Boolean.toString(found.multiRegion()))
                .with(KEY_TYPE, type(found.multiRegion())));
        return requirement;
    }

    /** Of multi-Region keys only: replicas are not served, so each is the primary. */
    private static Optional<String> type(boolean multiRegion) {
        return multiRegion ? Optional.of("PRIMARY") : Optional.empty();
    }

    @Override
    public ListKeysResponse listKeys(ListKeysRequest request, Call call) {
        if (request.resourceOwners() != null && !request.resourceOwners().isEmpty()) {
            throw new UnsupportedOperationException("ResourceOwners is not served.");
        }
        Wanted wanted =
                pages.of("ListKeys", call).page(request.marker(), request.limit() == null ? PAGE : request.limit());
        Page<String> page =
                store.read(call, view -> wanted.keys(view, Key.KEYS.in(call).scan()));
        List<KeyListEntry> shown = page.items().stream()
                .map(id -> new KeyListEntry(id, KeyName.of(id, call).arn().toString()))
                .toList();
        return new ListKeysResponse(shown, page.next(), page.isTruncated());
    }

    private static KeyMetadata metadata(Key key, KeyName name) {
        String arn = name.arn().toString();
        boolean cipher = key.usage().equals(KeySpec.CIPHER);
        KeyMetadata.Builder metadata = KeyMetadata.builder()
                .awsAccountId(name.account().value())
                .keyId(key.id())
                .arn(arn)
                .creationDate(key.created())
                .enabled(true)
                .description(key.description())
                .keyUsage(key.usage())
                .keyState("Enabled")
                .origin(OURS)
                .keyManager("CUSTOMER")
                .customerMasterKeySpec(key.spec().name())
                .keySpec(key.spec().name())
                .encryptionAlgorithms(cipher ? key.spec().encryptionAlgorithms() : null)
                .signingAlgorithms(key.usage().equals(KeySpec.SIGN) ? key.spec().signingAlgorithms() : null)
                .macAlgorithms(key.usage().equals(KeySpec.MAC) ? key.spec().macAlgorithms() : null)
                .keyAgreementAlgorithms(key.usage().equals(KeySpec.AGREE) ? List.of("ECDH") : null)
                .multiRegion(key.multiRegion())
                .currentKeyMaterialId(key.spec().isSymmetric() ? key.materialId() : null);
        if (key.multiRegion()) {
            metadata.multiRegionConfiguration(new MultiRegionConfiguration(
                    "PRIMARY", new MultiRegionKey(arn, name.region().code()), List.of()));
        }
        return metadata.build();
    }
}
