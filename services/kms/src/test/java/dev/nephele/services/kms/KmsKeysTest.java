package dev.nephele.services.kms;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.kms.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import dev.nephele.testkit.kernel.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KmsKeysTest {
    private static final String KEYS = "arn:aws:kms:us-east-1:111122223333:key/";
    private static final String ABSENT = "00000000-0000-4000-8000-000000000000";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud =
            Cloud.of(ground, new Kms(ground.store(), ground.ids(), ground.key(), ground.directory()).served());

    private KeyMetadata create(CreateKeyRequest.Builder request) {
        return create(request, cloud.root());
    }

    private static KeyMetadata create(CreateKeyRequest.Builder request, Client client) {
        return client.call(KmsOperations.CREATE_KEY, request.build()).keyMetadata();
    }

    private KeyMetadata create() {
        return create(CreateKeyRequest.builder());
    }

    private Refusal refusal(CreateKeyRequest.Builder request) {
        return cloud.root().refusal(KmsOperations.CREATE_KEY, request.build());
    }

    private static DescribeKeyRequest named(String key) {
        return new DescribeKeyRequest(key, null);
    }

    private static KeyMetadata describe(String key, Client client) {
        return client.call(KmsOperations.DESCRIBE_KEY, named(key)).keyMetadata();
    }

    private static ListKeysResponse list(Integer limit, String marker, Client client) {
        return client.call(KmsOperations.LIST_KEYS, new ListKeysRequest(limit, marker, null));
    }

    private static List<String> ids(ListKeysResponse page) {
        return page.keys().stream().map(KeyListEntry::keyId).toList();
    }

    private static String allowing(String principal, String action) {
        return """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"%s"},
                "Action":"%s","Resource":"*"}}""".formatted(principal, action);
    }

    private static String permitting(String action, String condition) {
        return """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"%s","Resource":"*",
                "Condition":%s}}""".formatted(action, condition);
    }

    private static Refusal denied(String who, String action, String resource, String because) {
        return new Refusal(
                "AccessDeniedException",
                400,
                "User: arn:aws:iam::" + who + " is not authorized to perform: kms:" + action + " on resource: "
                        + resource + " because no " + because + " allows the kms:" + action + " action");
    }

    @Test
    void encryptsAndDecryptsUnlessAskedForMore() {
        cloud.advance(Duration.ofDays(1));
        KeyMetadata key = create();
        assertThat(key.keyId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(key.arn()).isEqualTo(KEYS + key.keyId());
        assertThat(key.awsAccountId()).isEqualTo("111122223333");
        assertThat(key.creationDate()).isEqualTo(ManualClock.BEGINNING.plus(Duration.ofDays(1)));
        assertThat(key.enabled()).isTrue();
        assertThat(key.keyState()).isEqualTo("Enabled");
        assertThat(key.description()).isEmpty();
        assertThat(key.keySpec()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(key.customerMasterKeySpec()).isEqualTo("SYMMETRIC_DEFAULT");
        assertThat(key.keyUsage()).isEqualTo("ENCRYPT_DECRYPT");
        assertThat(key.encryptionAlgorithms()).containsExactly("SYMMETRIC_DEFAULT");
        assertThat(key.signingAlgorithms()).isNull();
        assertThat(key.macAlgorithms()).isNull();
        assertThat(key.keyAgreementAlgorithms()).isNull();
        assertThat(key.origin()).isEqualTo("AWS_KMS");
        assertThat(key.keyManager()).isEqualTo("CUSTOMER");
        assertThat(key.multiRegion()).isFalse();
        assertThat(key.multiRegionConfiguration()).isNull();
        assertThat(key.deletionDate()).isNull();
    }

    @Test
    void isDescribedAsItWasCreated() {
        KeyMetadata key = create(CreateKeyRequest.builder().description("for tests"));
        assertThat(key.description()).isEqualTo("for tests");
        assertThat(describe(key.keyId(), cloud.root())).isEqualTo(key);
        assertThat(describe(key.arn(), cloud.root())).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, SIGN_VERIFY, RSASSA_PKCS1_V1_5_SHA_256 RSASSA_PKCS1_V1_5_SHA_384 RSASSA_PKCS1_V1_5_SHA_512"
                + " RSASSA_PSS_SHA_256 RSASSA_PSS_SHA_384 RSASSA_PSS_SHA_512",
        "RSA_2048, ENCRYPT_DECRYPT, RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256",
        "ECC_NIST_P256, SIGN_VERIFY, ECDSA_SHA_256",
        "ECC_NIST_P384, SIGN_VERIFY, ECDSA_SHA_384",
        "ECC_NIST_P521, SIGN_VERIFY, ECDSA_SHA_512",
        "ECC_NIST_P256, KEY_AGREEMENT, ECDH",
        "ECC_NIST_EDWARDS25519, SIGN_VERIFY, ED25519_SHA_512 ED25519_PH_SHA_512",
        "ML_DSA_65, SIGN_VERIFY, ML_DSA_SHAKE_256",
        "HMAC_224, GENERATE_VERIFY_MAC, HMAC_SHA_224",
        "HMAC_512, GENERATE_VERIFY_MAC, HMAC_SHA_512"
    })
    void hasTheAlgorithmsOfItsSpecForItsUsageAlone(String spec, String usage, String algorithms) {
        KeyMetadata key = create(CreateKeyRequest.builder().keySpec(spec).keyUsage(usage));
        assertThat(key.keySpec()).isEqualTo(spec);
        assertThat(key.keyUsage()).isEqualTo(usage);
        List<String> all = new ArrayList<>();
        for (List<String> each : Arrays.asList(
                key.encryptionAlgorithms(),
                key.signingAlgorithms(),
                key.macAlgorithms(),
                key.keyAgreementAlgorithms())) {
            all.addAll(each == null ? List.of() : each);
        }
        assertThat(all).containsExactly(algorithms.split(" "));
        assertThat(describe(key.keyId(), cloud.root())).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_DEFAULT, SIGN_VERIFY",
        "RSA_2048, GENERATE_VERIFY_MAC",
        "RSA_2048, KEY_AGREEMENT",
        "ECC_NIST_P256, ENCRYPT_DECRYPT",
        "ECC_NIST_EDWARDS25519, KEY_AGREEMENT",
        "ML_DSA_44, ENCRYPT_DECRYPT",
        "HMAC_256, ENCRYPT_DECRYPT"
    })
    void isNotMadeForWhatItsSpecCannotDo(String spec, String usage) {
        assertThat(refusal(CreateKeyRequest.builder().keySpec(spec).keyUsage(usage)))
                .isEqualTo(new Refusal(
                        "ValidationException", 400, "KeyUsage " + usage + " is not compatible with KeySpec " + spec));
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048", "ECC_NIST_P256", "HMAC_256"})
    void needsAUsageUnlessItIsForSymmetricEncryption(String spec) {
        assertThat(refusal(CreateKeyRequest.builder().keySpec(spec)))
                .isEqualTo(new Refusal(
                        "ValidationException",
                        400,
                        "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."));
    }

    @Test
    void takesTheDeprecatedNameOfItsSpecButNotBoth() {
        KeyMetadata old = create(
                CreateKeyRequest.builder().customerMasterKeySpec("HMAC_256").keyUsage("GENERATE_VERIFY_MAC"));
        assertThat(old.keySpec()).isEqualTo("HMAC_256");
        assertThat(refusal(CreateKeyRequest.builder()
                                .customerMasterKeySpec("HMAC_256")
                                .keySpec("SYMMETRIC_DEFAULT"))
                        .message())
                .startsWith("You cannot specify KeySpec and CustomerMasterKeySpec in the same request.");
    }

    @Test
    void hasMaterialOfThisCloud() {
        assertThat(refusal(CreateKeyRequest.builder().origin("EXTERNAL")).code())
                .isEqualTo("UnsupportedOperationException");
        assertThat(refusal(CreateKeyRequest.builder().keySpec("ECC_SECG_P256K1").keyUsage("SIGN_VERIFY"))
                        .code())
                .isEqualTo("UnsupportedOperationException");
        assertThat(refusal(CreateKeyRequest.builder().customKeyStoreId("cks-1234567890abcdef0"))
                        .code())
                .isEqualTo("CustomKeyStoreNotFoundException");
        assertThat(ids(list(null, null, cloud.root()))).isEmpty();
    }

    @Test
    void ofManyRegionsIsThePrimary() {
        KeyMetadata key = create(CreateKeyRequest.builder().multiRegion(true));
        assertThat(key.keyId()).matches("mrk-[0-9a-f]{32}");
        assertThat(key.multiRegionConfiguration())
                .isEqualTo(
                        new MultiRegionConfiguration("PRIMARY", new MultiRegionKey(key.arn(), "us-east-1"), List.of()));
    }

    @Test
    void isOfOneAccountAndOneRegion() {
        String id = create().keyId();
        refuses(
                "NotFoundException",
                400,
                "Key 'arn:aws:kms:eu-west-1:111122223333:key/" + id + "' does not exist",
                () -> describe(id, cloud.root().in("eu-west-1")));
        refuses(
                "NotFoundException",
                400,
                "Invalid arn us-east-1",
                () -> describe(KEYS + id, cloud.root().in("eu-west-1")));
        assertThat(ids(list(null, null, cloud.root().in("eu-west-1")))).isEmpty();
        assertThat(ids(list(null, null, cloud.root(Cloud.STRANGERS)))).isEmpty();
        assertThat(ids(list(null, null, cloud.root()))).containsExactly(id);
    }

    @Test
    void isNamedByIdOrArn() {
        refuses(
                "NotFoundException",
                400,
                "Key '" + KEYS + ABSENT + "' does not exist",
                () -> describe(ABSENT, cloud.root()));
        refuses(
                "NotFoundException",
                400,
                "Alias arn:aws:kms:us-east-1:111122223333:alias/mine is not found.",
                () -> describe("alias/mine", cloud.root()));
        refuses(
                "InvalidArnException",
                400,
                "Invalid arn arn:aws:s3:us-east-1:111122223333:key/" + ABSENT,
                () -> describe("arn:aws:s3:us-east-1:111122223333:key/" + ABSENT, cloud.root()));
    }

    /** KMS Developer Guide, "Default key policy": it lets IAM policies of the account decide. */
    @Test
    void leavesTheDecisionToItsAccountUnlessItHasAPolicy() {
        String arn = create().arn();
        assertThat(cloud.user("idle").refusal(KmsOperations.DESCRIBE_KEY, named(arn)))
                .isEqualTo(denied("111122223333:user/idle", "DescribeKey", arn, "identity-based policy"));
        assertThat(describe(arn, cloud.user("busy", Cloud.ALLOW_ALL)).arn()).isEqualTo(arn);
        assertThat(describe(arn, cloud.role("worker", Cloud.ALLOW_ALL)).arn()).isEqualTo(arn);
    }

    /** KMS Developer Guide, "Key policies in AWS KMS": nobody has access unless the key's own policy gives it. */
    @Test
    void isClosedEvenToItsOwnerIfItsPolicyNamesSomebodyElse() {
        Client alice = cloud.user("alice");
        Client bob = cloud.user("bob", Cloud.ALLOW_ALL);
        String arn = create(CreateKeyRequest.builder()
                        .policy(allowing("arn:aws:iam::111122223333:user/alice", "kms:DescribeKey")))
                .arn();
        assertThat(describe(arn, alice).arn()).isEqualTo(arn);
        assertThat(bob.refusal(KmsOperations.DESCRIBE_KEY, named(arn)))
                .isEqualTo(denied("111122223333:user/bob", "DescribeKey", arn, "resource-based policy"));
        assertThat(cloud.root().refusal(KmsOperations.DESCRIBE_KEY, named(arn)))
                .isEqualTo(denied("111122223333:root", "DescribeKey", arn, "resource-based policy"));
    }

    @Test
    void isOpenToAnotherAccountIfBothSidesAllow() {
        String arn = create(CreateKeyRequest.builder().policy(allowing("444455556666", "kms:DescribeKey")))
                .arn();
        assertThat(describe(arn, cloud.root(Cloud.STRANGERS)).arn()).isEqualTo(arn);
        assertThat(describe(arn, cloud.user(Cloud.STRANGERS, "carol", Cloud.ALLOW_ALL))
                        .arn())
                .isEqualTo(arn);
        assertThat(cloud.user(Cloud.STRANGERS, "dave")
                        .refusal(KmsOperations.DESCRIBE_KEY, named(arn))
                        .code())
                .isEqualTo("AccessDeniedException");
        String own = create().arn();
        assertThat(cloud.root(Cloud.STRANGERS)
                        .refusal(KmsOperations.DESCRIBE_KEY, named(own))
                        .code())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void isNotMadeWithAPolicyThatMakesNoSense() {
        List<String> bad = List.of(
                "no JSON",
                allowing("111122223333", "kms:*").replace("Allow", "Perhaps"),
                allowing("arn:aws:iam::111122223333:user/nobody", "kms:*"));
        for (String policy : bad) {
            assertThat(refusal(CreateKeyRequest.builder().policy(policy)).code())
                    .as(policy)
                    .isEqualTo("MalformedPolicyDocumentException");
        }
        assertThat(ids(list(null, null, cloud.root()))).isEmpty();
    }

    @Test
    void isDecidedByWhatItIsAndWhoAsks() {
        KeyMetadata plain = create();
        KeyMetadata mac = create(CreateKeyRequest.builder()
                .keySpec("HMAC_256")
                .keyUsage("GENERATE_VERIFY_MAC")
                .tags(List.of(new Tag("team", "red"))));
        Client bySpec =
                cloud.user("spec", permitting("kms:DescribeKey", "{\"StringEquals\":{\"kms:KeySpec\":\"HMAC_256\"}}"));
        Client byTag = cloud.user(
                "tag", permitting("kms:DescribeKey", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}"));
        Client byAccount = cloud.user(
                "account",
                permitting("kms:DescribeKey", "{\"StringEquals\":{\"kms:CallerAccount\":\"444455556666\"}}"));
        for (Client client : List.of(bySpec, byTag)) {
            assertThat(describe(mac.arn(), client)).isEqualTo(mac);
            assertThat(client.refusal(KmsOperations.DESCRIBE_KEY, named(plain.arn()))
                            .code())
                    .isEqualTo("AccessDeniedException");
        }
        assertThat(byAccount
                        .refusal(KmsOperations.DESCRIBE_KEY, named(plain.arn()))
                        .code())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void isMadeOnlyAsAPolicyAllows() {
        Client simple = cloud.user(
                "simple",
                permitting(
                        "kms:CreateKey",
                        "{\"StringEquals\":{\"kms:KeySpec\":\"SYMMETRIC_DEFAULT\"},\"Bool\":{\"kms:MultiRegion\":\"false\"}}"));
        create(CreateKeyRequest.builder(), simple);
        for (CreateKeyRequest.Builder other : List.of(
                CreateKeyRequest.builder().keySpec("RSA_2048").keyUsage("SIGN_VERIFY"),
                CreateKeyRequest.builder().multiRegion(true))) {
            assertThat(simple.refusal(KmsOperations.CREATE_KEY, other.build()))
                    .isEqualTo(denied("111122223333:user/simple", "CreateKey", "*", "identity-based policy"));
        }
        assertThat(simple.refusal(
                        KmsOperations.CREATE_KEY,
                        CreateKeyRequest.builder()
                                .tags(List.of(new Tag("team", "red")))
                                .build()))
                .as("tags are allowed by themselves")
                .isEqualTo(denied("111122223333:user/simple", "TagResource", "*", "identity-based policy"));
    }

    @Test
    void hasFiftyTagsAtMostAndNoneOfAws() {
        assertThat(refusal(CreateKeyRequest.builder().tags(List.of(new Tag("a", "1"), new Tag("a", "2")))))
                .isEqualTo(new Refusal("TagException", 400, "Duplicate tag keys"));
        assertThat(refusal(CreateKeyRequest.builder().tags(List.of(new Tag("AWS:x", "1"))))
                        .code())
                .isEqualTo("TagException");
        assertThat(refusal(CreateKeyRequest.builder().tags(tags(51))).code()).isEqualTo("TagException");
        create(CreateKeyRequest.builder().tags(tags(50)));
    }

    private static List<Tag> tags(int many) {
        return IntStream.range(0, many).mapToObj(i -> new Tag("k" + i, "")).toList();
    }

    @Test
    void isListedInPages() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(create().keyId());
        }
        List<String> found = new ArrayList<>();
        String marker = null;
        List<Integer> sizes = new ArrayList<>();
        do {
            ListKeysResponse page = list(2, marker, cloud.root());
            assertThat(page.truncated()).isEqualTo(page.nextMarker() != null);
            sizes.add(page.keys().size());
            found.addAll(ids(page));
            marker = page.nextMarker();
        } while (marker != null);
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
        assertThat(list(5, null, cloud.root()).truncated())
                .as("no more than these")
                .isFalse();
    }

    @Test
    void isListedWithItsArn() {
        String id = create().keyId();
        assertThat(list(null, null, cloud.root()).keys()).containsExactly(new KeyListEntry(id, KEYS + id));
    }

    @Test
    void isNotListedFromAMarkerThatNobodyGave() {
        assertThat(Refusal.of(() -> list(null, "not base 64!", cloud.root())).code())
                .isEqualTo("InvalidMarkerException");
        assertThat(Refusal.of(() -> list(0, null, cloud.root())).message())
                .isEqualTo("1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must"
                        + " have value greater than or equal to 1");
    }

    @Test
    void isListedForWhoeverMayList() {
        create();
        assertThat(cloud.user("idle").refusal(KmsOperations.LIST_KEYS, new ListKeysRequest(null, null, null)))
                .isEqualTo(denied("111122223333:user/idle", "ListKeys", "*", "identity-based policy"));
        assertThat(ids(list(null, null, cloud.user("busy", Cloud.ALLOW_ALL)))).hasSize(1);
    }
}
