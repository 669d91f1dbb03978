package dev.nephele.services.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ec2.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import dev.nephele.testkit.kernel.ManualClock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Most key pairs here are of ED25519, which are made at once; one of RSA takes a while. */
class Ec2KeyPairsTest {
    private static final String ENCODED = ". Encoded authorization failure message: ";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.of(ground, new Ec2(ground.store(), ground.ids()).served());

    private static CreateKeyPairRequest.Builder named(String name) {
        return CreateKeyPairRequest.builder().keyName(name).keyType("ed25519");
    }

    private KeyPair create(CreateKeyPairRequest.Builder request) {
        return cloud.root().call(Ec2Operations.CREATE_KEY_PAIR, request.build());
    }

    private Refusal refusal(CreateKeyPairRequest.Builder request) {
        return cloud.root().refusal(Ec2Operations.CREATE_KEY_PAIR, request.build());
    }

    private List<KeyPairInfo> describe(DescribeKeyPairsRequest.Builder request) {
        return cloud.root()
                .call(Ec2Operations.DESCRIBE_KEY_PAIRS, request.build())
                .keyPairs();
    }

    private List<String> names(DescribeKeyPairsRequest.Builder request) {
        return describe(request).stream().map(KeyPairInfo::keyName).toList();
    }

    private static List<TagSpecification> tagged(Tag... tags) {
        return List.of(new TagSpecification("key-pair", List.of(tags)));
    }

    private static Refusal invalid(String message) {
        return new Refusal("InvalidParameterValue", 400, message);
    }

    @Test
    void tellTheirPrivateHalfOnce() {
        KeyPair pair = create(named("mine"));
        assertThat(pair.keyPairId()).matches("key-[0-9a-f]{17}");
        assertThat(pair.keyMaterial())
                .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n")
                .endsWith("\n-----END OPENSSH PRIVATE KEY-----");
        KeyPairInfo info = describe(DescribeKeyPairsRequest.builder().includePublicKey(true))
                .getFirst();
        assertThat(info.keyPairId()).isEqualTo(pair.keyPairId());
        assertThat(info.keyFingerprint()).isEqualTo(pair.keyFingerprint());
        assertThat(info.keyType()).isEqualTo("ed25519");
        assertThat(info.createTime()).isEqualTo(ManualClock.BEGINNING);
        assertThat(info.publicKey()).startsWith("ssh-ed25519 ").endsWith(" mine");
        assertThat(describe(DescribeKeyPairsRequest.builder()).getFirst().publicKey())
                .isNull();
    }

    @Test
    void areOfRsaUnlessAskedOtherwise() {
        KeyPair pair = create(CreateKeyPairRequest.builder().keyName("old"));
        assertThat(pair.keyMaterial()).startsWith("-----BEGIN RSA PRIVATE KEY-----\n");
        assertThat(pair.keyFingerprint()).matches("([0-9a-f]{2}:){19}[0-9a-f]{2}");
        assertThat(describe(DescribeKeyPairsRequest.builder()).getFirst().keyType())
                .isEqualTo("rsa");
    }

    @Test
    void haveOneNameInARegion() {
        create(named("mine"));
        assertThat(refusal(named("mine")))
                .isEqualTo(new Refusal("InvalidKeyPair.Duplicate", 400, "The keypair already exists"));
        cloud.root()
                .in("eu-west-1")
                .call(Ec2Operations.CREATE_KEY_PAIR, named("mine").build());
        cloud.root(Cloud.STRANGERS)
                .call(Ec2Operations.CREATE_KEY_PAIR, named("mine").build());
        assertThat(names(DescribeKeyPairsRequest.builder())).containsExactly("mine");
    }

    @Test
    void haveANameOfTwoHundredAndFiftyFiveCharacters() {
        create(named("x".repeat(255)));
        assertThat(refusal(named("x".repeat(256))).code()).isEqualTo("InvalidParameterValue");
        assertThat(refusal(named("")).code()).isEqualTo("InvalidParameterValue");
    }

    @Test
    void areOfAKindAndFormThatIsKnown() {
        assertThat(refusal(CreateKeyPairRequest.builder().keyName("x").keyType("dsa"))
                        .status())
                .isEqualTo(400);
        assertThat(refusal(named("x").keyFormat("ppk")))
                .isEqualTo(new Refusal("Unsupported", 400, "The key format 'ppk' is not served."));
        assertThat(names(DescribeKeyPairsRequest.builder())).isEmpty();
    }

    @Test
    void areFoundByNameOrId() {
        String first = create(named("a")).keyPairId();
        create(named("b"));
        create(named("c"));
        assertThat(names(
                        DescribeKeyPairsRequest.builder().keyNames(List.of("b")).keyPairIds(List.of(first))))
                .containsExactly("a", "b");
        assertThat(cloud.root()
                        .refusal(
                                Ec2Operations.DESCRIBE_KEY_PAIRS,
                                DescribeKeyPairsRequest.builder()
                                        .keyNames(List.of("a", "none"))
                                        .build()))
                .isEqualTo(new Refusal("InvalidKeyPair.NotFound", 400, "The key pair 'none' does not exist"));
    }

    @Test
    void areFilteredByTag() {
        create(named("a").tagSpecifications(tagged(new Tag("team", "red"))));
        create(named("b").tagSpecifications(tagged(new Tag("team", "blue"), new Tag("Stage", "test"))));
        create(named("c"));
        assertThat(names(filtered("tag:team", "r*", "green"))).containsExactly("a");
        assertThat(names(filtered("tag-key", "team"))).containsExactly("a", "b");
        assertThat(names(filtered("tag-key", "stage"))).as("case matters").isEmpty();
        assertThat(names(filtered("key-name", "?"))).containsExactly("a", "b", "c");
    }

    private static DescribeKeyPairsRequest.Builder filtered(String name, String... values) {
        return DescribeKeyPairsRequest.builder().filters(List.of(new Filter(name, List.of(values))));
    }

    /** The text is one that CreateSnapshot answered on 2019-04-10. */
    @Test
    void haveNoTagTwice() {
        assertThat(refusal(named("a").tagSpecifications(tagged(new Tag("Name", "1"), new Tag("Name", "2")))))
                .isEqualTo(invalid("Duplicate tag key 'Name' specified."));
        assertThat(refusal(named("a")
                        .tagSpecifications(List.of(
                                new TagSpecification("key-pair", List.of(new Tag("Name", "1"))),
                                new TagSpecification("key-pair", List.of(new Tag("Name", "1")))))))
                .isEqualTo(invalid("Duplicate tag key 'Name' specified."));
        create(named("a").tagSpecifications(tagged(new Tag("Name", "1"), new Tag("name", "2"))));
    }

    /** EC2 User Guide, "Tag restrictions". */
    @Test
    void haveFiftyTagsAtMostAndNoneOfAws() {
        assertThat(refusal(named("a").tagSpecifications(tagged(tags(51)))).code())
                .isEqualTo("TagLimitExceeded");
        assertThat(refusal(named("a").tagSpecifications(tagged(new Tag("aws:x", "1"))))
                        .code())
                .isEqualTo("InvalidParameterValue");
        assertThat(refusal(named("a").tagSpecifications(List.of(new TagSpecification("instance", List.of())))))
                .isEqualTo(invalid("'instance' is not a valid taggable resource type for this operation."));
        assertThat(create(named("a").tagSpecifications(tagged(tags(50)))).tags())
                .hasSize(50);
    }

    private static Tag[] tags(int many) {
        return IntStream.range(0, many).mapToObj(i -> new Tag("k" + i, "v")).toArray(Tag[]::new);
    }

    @Test
    void areDeletedByNameOrIdAndMayBeGoneAlready() {
        String first = create(named("a")).keyPairId();
        String second = create(named("b")).keyPairId();
        assertThat(delete(null, second).keyPairId()).isEqualTo(second);
        assertThat(delete("a", null).keyPairId()).isEqualTo(first);
        DeleteKeyPairResult again = delete("a", null);
        assertThat(again.return_()).isTrue();
        assertThat(again.keyPairId()).isNull();
        assertThat(names(DescribeKeyPairsRequest.builder())).isEmpty();
        assertThat(Refusal.of(() -> delete(null, null)))
                .isEqualTo(new Refusal(
                        "MissingParameter", 400, "The request must contain the parameter keyName or keyPairId"));
    }

    private DeleteKeyPairResult delete(String name, String id) {
        return cloud.root().call(Ec2Operations.DELETE_KEY_PAIR, new DeleteKeyPairRequest(name, id, null));
    }

    @Test
    void areNotMadeByADryRun() {
        assertThat(refusal(named("a").dryRun(true)).code()).isEqualTo("DryRunOperation");
        assertThat(names(DescribeKeyPairsRequest.builder())).isEmpty();
        create(named("a"));
        assertThat(cloud.root()
                        .refusal(Ec2Operations.DELETE_KEY_PAIR, new DeleteKeyPairRequest("a", null, true))
                        .code())
                .isEqualTo("DryRunOperation");
        assertThat(names(DescribeKeyPairsRequest.builder())).containsExactly("a");
    }

    @Test
    void areDeletedOnlyByWhomTheirTagsAllow() {
        create(named("red").tagSpecifications(tagged(new Tag("team", "red"))));
        create(named("blue").tagSpecifications(tagged(new Tag("team", "blue"))));
        Client client = cloud.user("alice", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:DeleteKeyPair","Resource":"*",
                "Condition":{"StringEquals":{"aws:ResourceTag/team":"red"}}}}""");
        client.call(Ec2Operations.DELETE_KEY_PAIR, new DeleteKeyPairRequest("red", null, null));
        assertThat(client.refusal(Ec2Operations.DELETE_KEY_PAIR, new DeleteKeyPairRequest("blue", null, null))
                        .code())
                .isEqualTo("UnauthorizedOperation");
        assertThat(names(DescribeKeyPairsRequest.builder())).containsExactly("blue");
    }

    @Test
    void areTaggedOnlyWhereAPolicyAllowsThatToo() {
        Client client = cloud.user("alice", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:CreateKeyPair","Resource":"*"}}""");
        client.call(Ec2Operations.CREATE_KEY_PAIR, named("plain").build());
        assertThat(client.refusal(
                                Ec2Operations.CREATE_KEY_PAIR,
                                named("tagged")
                                        .tagSpecifications(tagged(new Tag("team", "red")))
                                        .build())
                        .code())
                .isEqualTo("UnauthorizedOperation");
    }

    @Test
    void sayWhyTheyAreRefusedToWhomMayRead() {
        Refusal refusal = cloud.user("idle")
                .refusal(Ec2Operations.CREATE_KEY_PAIR, named("a").build());
        assertThat(refusal.code()).isEqualTo("UnauthorizedOperation");
        assertThat(refusal.message())
                .startsWith("You are not authorized to perform this operation. User:"
                        + " arn:aws:iam::111122223333:user/idle is not authorized to perform: ec2:CreateKeyPair")
                .contains(ENCODED);
        String sealed = refusal.message().substring(refusal.message().indexOf(ENCODED) + ENCODED.length());
        assertThat(ground.decode(sealed, Cloud.ACCOUNT).orElseThrow())
                .contains("\"allowed\":false", "ec2:CreateKeyPair");
        assertThat(ground.decode(sealed, Cloud.STRANGERS)).isEmpty();
        assertThat(ground.decode(tampered(sealed), Cloud.ACCOUNT)).isEmpty();
    }

    private static String tampered(String sealed) {
        char[] text = sealed.toCharArray();
        text[text.length / 2] = text[text.length / 2] == 'A' ? 'B' : 'A';
        return new String(text);
    }
}
