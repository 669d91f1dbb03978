package dev.nephele.services.ec2;

import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Ids;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ec2.CreateKeyPairRequest;
import dev.nephele.model.ec2.DeleteKeyPairRequest;
import dev.nephele.model.ec2.DeleteKeyPairResult;
import dev.nephele.model.ec2.DescribeKeyPairsRequest;
import dev.nephele.model.ec2.DescribeKeyPairsResult;
import dev.nephele.model.ec2.KeyPair;
import dev.nephele.model.ec2.KeyPairInfo;
import dev.nephele.model.ec2.KeyPairs;
import dev.nephele.model.ec2.Tag;
import dev.nephele.model.ec2.TagSpecification;
import dev.nephele.servicekit.tag.TagRules;
import dev.nephele.storage.Store;
import dev.nephele.storage.table.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Key pairs for logging in to instances. */
final class Ec2KeyPairs implements KeyPairs {
    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final int ID = 17;
    private static final int LONGEST_NAME = 255;
    /** EC2 User Guide, "Tag restrictions". */
    private static final TagRules TAGS = TagRules.builder()
            .most(50, Ec2KeyPairs::tooMany)
            .keys(Integer.MAX_VALUE, point -> true, Ec2KeyPairs::reserved)
            .reserved(TagRules.Letters.EXACT, Ec2KeyPairs::reserved)
            .distinct(
                    TagRules.Letters.EXACT,
                    (key, value) -> Problems.of("InvalidParameterValue", "Duplicate tag key '" + key + "' specified."))
            .build();

    private final Store store;
    private final Ids ids;

    Ec2KeyPairs(Store store, Ids ids) {
        this.store = store;
        this.ids = ids;
    }

    @Override
    public KeyPair createKeyPair(CreateKeyPairRequest request, Call call) {
        Problems.endDryRun(request.dryRun());
        String name = request.keyName();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Problems.of("InvalidParameterValue", "Invalid value '" + name + "' for keyPairName");
        }
        String type = request.keyType() == null ? "rsa" : request.keyType();
        if (request.keyFormat() != null && !request.keyFormat().equals("pem")) {
            throw Problems.of("Unsupported", "The key format '" + request.keyFormat() + "' is not served.");
        }
        KeyMaterial material = switch (type) {
            case "rsa" -> KeyMaterial.rsa();
            case "ed25519" -> KeyMaterial.ed25519(ids);
            default ->
                throw Problems.of("InvalidParameterValue", "Value (" + type + ") for parameter KeyType is invalid.");
        };
        KeyPairRow row = new KeyPairRow(
                "key-" + ids.text(ID, HEXADECIMAL),
                name,
                type,
                material.publicKey(),
                material.fingerprint(),
                call.instant(),
                tags(request.tagSpecifications()));
        store.update(call, transaction -> {
            if (!KeyPairRow.KEY_PAIRS.in(call).insert(transaction, name, row)) {
                throw Problems.of("InvalidKeyPair.Duplicate", "The keypair already exists");
            }
        });
        return KeyPair.builder()
                .keyPairId(row.id())
                .keyName(name)
                .keyFingerprint(row.fingerprint())
                .keyMaterial(material.privateKey())
                .tags(list(row.tags()))
                .build();
    }

    private static Map<String, String> tags(@Nullable List<TagSpecification> given) {
        List<Tag> tags = new ArrayList<>();
        for (TagSpecification each : given == null ? List.<TagSpecification>of() : given) {
            if (!"key-pair".equals(each.resourceType())) {
                throw Problems.of(
                        "InvalidParameterValue",
                        "'" + each.resourceType() + "' is not a valid taggable resource type for this operation.");
            }
            tags.addAll(each.tags() == null ? List.of() : each.tags());
        }
        return TAGS.checked(tags, Tag::key, tag -> tag.value() == null ? "" : tag.value());
    }

    private static ServiceException tooMany() {
        return Problems.of(
                "TagLimitExceeded",
                "You've reached the limit on the number of tags that you can assign to the specified resource.");
    }

    private static ServiceException reserved(String key, String value) {
        return Problems.of("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    @Override
    public List<Requirement> createKeyPairRule(CreateKeyPairRequest request, Undecided call) {
        Map<String, String> tags = tags(request.tagSpecifications());
        Requirement create = on("CreateKeyPair", request.keyName(), Optional.empty(), call)
                .with("ec2:KeyPairType", request.keyType() == null ? "rsa" : request.keyType())
                .newTags(tags)
                .build();
        if (tags.isEmpty()) {
            return List.of(create);
        }
        Requirement tagging = on("CreateTags", request.keyName(), Optional.empty(), call)
                .with("ec2:CreateAction", "CreateKeyPair")
                .newTags(tags)
                .build();
        return List.of(create, tagging);
    }

    private static Requirement.Builder on(String action, String name, Optional<KeyPairRow> row, Call call) {
        Arn arn = Arn.of("ec2", call.region(), call.account(), "key-pair/" + name);
        Requirement.Builder requirement = Requirement.of("ec2:" + action, arn, call.account())
                .with("ec2:Region", call.region().code())
                .with("ec2:KeyPairName", name);
        row.ifPresent(found -> {
            requirement.resourceTags(found.tags()).with("ec2:KeyPairType", found.type());
            found.tags().forEach((key, value) -> requirement.with("ec2:ResourceTag/" + key, value));
        });
        return requirement;
    }

    @Override
    public DescribeKeyPairsResult describeKeyPairs(DescribeKeyPairsRequest request, Call call) {
        Problems.endDryRun(request.dryRun());
        Set<String> names = new HashSet<>(request.keyNames() == null ? List.of() : request.keyNames());
        Set<String> wantedIds = new HashSet<>(request.keyPairIds() == null ? List.of() : request.keyPairIds());
        boolean every = names.isEmpty() && wantedIds.isEmpty();
        boolean shown = Boolean.TRUE.equals(request.includePublicKey());
        List<KeyPairInfo> found = new ArrayList<>();
        for (KeyPairRow row : store.read(call, KeyPairRow.KEY_PAIRS.in(call).scan()::values)) {
            boolean named = names.remove(row.name()) | wantedIds.remove(row.id());
            Map<String, String> fields =
                    Map.of("key-name", row.name(), "key-pair-id", row.id(), "fingerprint", row.fingerprint());
            if (Filters.pass(request.filters(), fields, row.tags()) && (every || named)) {
                found.add(KeyPairInfo.builder()
                        .keyPairId(row.id())
                        .keyName(row.name())
                        .keyType(row.type())
                        .keyFingerprint(row.fingerprint())
                        .createTime(row.created())
                        .publicKey(shown ? row.publicKey() + ' ' + row.name() : null)
                        .tags(list(row.tags()))
                        .build());
            }
        }
        requireFound(names);
        requireFound(wantedIds);
        return new DescribeKeyPairsResult(found);
    }

    private static void requireFound(Set<String> missing) {
        if (!missing.isEmpty()) {
            throw Problems.of(
                    "InvalidKeyPair.NotFound",
                    missing.size() == 1
                            ? "The key pair '" + missing.iterator().next() + "' does not exist"
                            : "The key pairs '" + String.join(", ", missing) + "' do not exist");
        }
    }

    @Override
    public DeleteKeyPairResult deleteKeyPair(DeleteKeyPairRequest request, Call call) {
        Problems.endDryRun(request.dryRun());
        Optional<KeyPairRow> row = store.transact(call, transaction -> {
            Optional<KeyPairRow> found = find(transaction, request, call);
            found.ifPresent(pair -> KeyPairRow.KEY_PAIRS.in(call).delete(transaction, pair.name()));
            return found;
        });
        return new DeleteKeyPairResult(true, row.map(KeyPairRow::id).orElse(null));
    }

    private static Optional<KeyPairRow> find(View view, DeleteKeyPairRequest request, Call call) {
        Rows<String, KeyPairRow> rows = KeyPairRow.KEY_PAIRS.in(call);
        if (request.keyName() != null) {
            return rows.find(view, request.keyName());
        }
        if (request.keyPairId() == null) {
            throw Problems.of("MissingParameter", "The request must contain the parameter keyName or keyPairId");
        }
        String id = request.keyPairId();
        return rows.scan().values(view).stream()
                .filter(row -> row.id().equals(id))
                .findFirst();
    }

    @Override
    public List<Requirement> deleteKeyPairRule(DeleteKeyPairRequest request, Undecided call) {
        Optional<KeyPairRow> row = find(call.view(), request, call);
        String name = row.map(KeyPairRow::name)
                .orElse(request.keyName() == null ? String.valueOf(request.keyPairId()) : request.keyName());
        return on("DeleteKeyPair", name, row, call).only();
    }
}
