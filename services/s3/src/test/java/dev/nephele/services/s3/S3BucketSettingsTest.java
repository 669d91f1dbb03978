package dev.nephele.services.s3;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.Body;
import dev.nephele.model.s3.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3BucketSettingsTest {
    private static final String BUCKET = "photos";
    private static final String PUBLIC = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
            "Resource":"arn:aws:s3:::photos/*"}]}""";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.on(ground)
            .selfValidating(S3.SELF_VALIDATING)
            .serving(new S3(ground.store(), ground.blobs(), ground.ids(), ground.key(), ground.directory()).served());

    private final Client root = cloud.root();

    S3BucketSettingsTest() {
        root.call(
                S3Operations.CREATE_BUCKET,
                CreateBucketRequest.builder().bucket(BUCKET).build());
    }

    private void policy(Client client, String document) {
        client.call(
                S3Operations.PUT_BUCKET_POLICY,
                PutBucketPolicyRequest.builder().bucket(BUCKET).policy(document).build());
    }

    private String policy(Client client) {
        return client.call(S3Operations.GET_BUCKET_POLICY, new GetBucketPolicyRequest(BUCKET, null))
                .policy();
    }

    private void tags(Tag... tags) {
        root.call(
                S3Operations.PUT_BUCKET_TAGGING,
                PutBucketTaggingRequest.builder()
                        .bucket(BUCKET)
                        .tagging(new Tagging(List.of(tags)))
                        .build());
    }

    private void versioning(@Nullable String status, @Nullable String mfaDelete) {
        root.call(
                S3Operations.PUT_BUCKET_VERSIONING,
                PutBucketVersioningRequest.builder()
                        .bucket(BUCKET)
                        .versioningConfiguration(new VersioningConfiguration(mfaDelete, status))
                        .build());
    }

    private @Nullable String versioning() {
        return root.call(S3Operations.GET_BUCKET_VERSIONING, new GetBucketVersioningRequest(BUCKET, null))
                .status();
    }

    private void block(boolean policy, boolean restrict) {
        root.call(
                S3Operations.PUT_PUBLIC_ACCESS_BLOCK,
                PutPublicAccessBlockRequest.builder()
                        .bucket(BUCKET)
                        .publicAccessBlockConfiguration(
                                new PublicAccessBlockConfiguration(null, null, policy, restrict))
                        .build());
    }

    private void read(Client client) {
        client.call(
                S3Operations.GET_OBJECT,
                GetObjectRequest.builder().bucket(BUCKET).key("key").build());
    }

    private void put() {
        root.call(
                S3Operations.PUT_OBJECT,
                PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key("key")
                        .body(Body.of(new byte[3]))
                        .build());
    }

    @Test
    void keepsAPolicyThatDecides() {
        put();
        block(false, false);
        Client anybody = cloud.anonymous();
        assertThat(Refusal.of(() -> read(anybody)).code()).isEqualTo("AccessDenied");
        policy(root, PUBLIC);
        assertThat(policy(root)).isEqualTo(PUBLIC);
        read(anybody);
        read(cloud.root(Cloud.STRANGERS));
        root.call(S3Operations.DELETE_BUCKET_POLICY, new DeleteBucketPolicyRequest(BUCKET, null));
        assertThat(Refusal.of(() -> read(anybody)).code()).isEqualTo("AccessDenied");
        refuses("NoSuchBucketPolicy", 404, "The bucket policy does not exist", () -> policy(root));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::others/*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::photos/*\"}]}",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/nobody\"},\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::photos/*\"}]}"
            })
    void refusesPoliciesThatAreNone(String document) {
        Refusal refusal = Refusal.of(() -> policy(root, document));
        assertThat(refusal.code()).isEqualTo("MalformedPolicy");
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(Refusal.of(() -> policy(root)).code()).isEqualTo("NoSuchBucketPolicy");
    }

    @Test
    void boundsAPolicy() {
        refuses(
                "PolicyTooLarge",
                400,
                "Bucket policy exceeds the maximum allowed document size.",
                () -> policy(root, PUBLIC + " ".repeat(20 << 10)));
    }

    @Test
    void leavesThePolicyToTheOwnersAccount() {
        policy(root, """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},
                "Action":"s3:*BucketPolicy","Resource":"arn:aws:s3:::photos"}]}""");
        Client stranger = cloud.root(Cloud.STRANGERS);
        for (Refusal refusal : List.of(
                Refusal.of(() -> policy(stranger)),
                Refusal.of(() -> policy(stranger, PUBLIC)),
                stranger.refusal(S3Operations.DELETE_BUCKET_POLICY, new DeleteBucketPolicyRequest(BUCKET, null)))) {
            assertThat(refusal.code()).isEqualTo("MethodNotAllowed");
            assertThat(refusal.status()).isEqualTo(405);
        }
    }

    /** A new bucket does, too (S3 User Guide, "Blocking public access"). */
    @Test
    void blocksPublicPolicies() {
        put();
        assertThat(Refusal.of(() -> policy(root, PUBLIC)).code()).isEqualTo("AccessDenied");
        block(true, false);
        assertThat(Refusal.of(() -> policy(root, PUBLIC)).code()).isEqualTo("AccessDenied");
        block(false, false);
        policy(root, PUBLIC);
        read(cloud.anonymous());
        assertThat(root.call(S3Operations.GET_BUCKET_POLICY_STATUS, new GetBucketPolicyStatusRequest(BUCKET, null))
                        .policyStatus()
                        .isPublic())
                .isTrue();
        block(false, true);
        assertThat(Refusal.of(() -> read(cloud.anonymous())).code()).isEqualTo("AccessDenied");
        root.call(S3Operations.DELETE_PUBLIC_ACCESS_BLOCK, new DeletePublicAccessBlockRequest(BUCKET, null));
        read(cloud.anonymous());
        refuses(
                "NoSuchPublicAccessBlockConfiguration",
                404,
                "The public access block configuration was not found",
                () -> root.call(S3Operations.GET_PUBLIC_ACCESS_BLOCK, new GetPublicAccessBlockRequest(BUCKET, null)));
    }

    @Test
    void replacesTagsAsAWhole() {
        tags(new Tag("team", "red"), new Tag("stage", "test"));
        tags(new Tag("team", "blue"));
        assertThat(root.call(S3Operations.GET_BUCKET_TAGGING, new GetBucketTaggingRequest(BUCKET, null))
                        .tagSet())
                .containsExactly(new Tag("team", "blue"));
        root.call(S3Operations.DELETE_BUCKET_TAGGING, new DeleteBucketTaggingRequest(BUCKET, null));
        refuses(
                "NoSuchTagSet",
                404,
                "The TagSet does not exist",
                () -> root.call(S3Operations.GET_BUCKET_TAGGING, new GetBucketTaggingRequest(BUCKET, null)));
        assertThat(Refusal.of(() -> tags(new Tag("a", "1"), new Tag("a", "2"))).code())
                .isEqualTo("InvalidTag");
        assertThat(Refusal.of(() -> tags(new Tag("aws:a", "1"))).code()).isEqualTo("InvalidTag");
    }

    @Test
    void neverForgetsThatItHadVersions() {
        assertThat(versioning()).isNull();
        versioning("Enabled", null);
        assertThat(versioning()).isEqualTo("Enabled");
        versioning("Suspended", "Disabled");
        assertThat(versioning()).isEqualTo("Suspended");
        refuses(
                "IllegalVersioningConfigurationException",
                400,
                "The Versioning element must be specified",
                () -> versioning(null, null));
        assertThat(Refusal.of(() -> versioning("Off", null)).code()).isEqualTo("MalformedXML");
        assertThat(Refusal.of(() -> versioning("Enabled", "Enabled")).status()).isEqualTo(501);
        assertThat(versioning()).isEqualTo("Suspended");
    }

    @Test
    void hasAnOwnershipUntilItIsTakenAway() {
        GetBucketOwnershipControlsRequest get = new GetBucketOwnershipControlsRequest(BUCKET, null);
        assertThat(root.call(S3Operations.GET_BUCKET_OWNERSHIP_CONTROLS, get)
                        .ownershipControls()
                        .rules())
                .containsExactly(new OwnershipControlsRule("BucketOwnerEnforced"));
        own("ObjectWriter");
        assertThat(root.call(S3Operations.GET_BUCKET_OWNERSHIP_CONTROLS, get)
                        .ownershipControls()
                        .rules())
                .containsExactly(new OwnershipControlsRule("ObjectWriter"));
        assertThat(Refusal.of(() -> own("Everybody")).code()).isEqualTo("MalformedXML");
        assertThat(Refusal.of(() -> own("ObjectWriter", "ObjectWriter")).code()).isEqualTo("MalformedXML");
        root.call(
                S3Operations.DELETE_BUCKET_OWNERSHIP_CONTROLS, new DeleteBucketOwnershipControlsRequest(BUCKET, null));
        refuses(
                "OwnershipControlsNotFoundError",
                404,
                "The bucket ownership controls were not found",
                () -> root.call(S3Operations.GET_BUCKET_OWNERSHIP_CONTROLS, get));
    }

    private void own(String... ownerships) {
        root.call(
                S3Operations.PUT_BUCKET_OWNERSHIP_CONTROLS,
                PutBucketOwnershipControlsRequest.builder()
                        .bucket(BUCKET)
                        .ownershipControls(new OwnershipControls(List.of(ownerships).stream()
                                .map(OwnershipControlsRule::new)
                                .toList()))
                        .build());
    }

    @Test
    void isEncryptedWhateverIsSet() {
        assertThat(encryption().bucketKeyEnabled()).isFalse();
        encrypt("AES256", true);
        assertThat(encryption().bucketKeyEnabled()).isTrue();
        assertThat(encryption().applyServerSideEncryptionByDefault().sseAlgorithm())
                .isEqualTo("AES256");
        assertThat(Refusal.of(() -> encrypt("aws:kms", false)).status()).isEqualTo(501);
        root.call(S3Operations.DELETE_BUCKET_ENCRYPTION, new DeleteBucketEncryptionRequest(BUCKET, null));
        assertThat(encryption().bucketKeyEnabled()).isFalse();
    }

    private void encrypt(String algorithm, boolean bucketKey) {
        root.call(
                S3Operations.PUT_BUCKET_ENCRYPTION,
                PutBucketEncryptionRequest.builder()
                        .bucket(BUCKET)
                        .serverSideEncryptionConfiguration(
                                new ServerSideEncryptionConfiguration(List.of(new ServerSideEncryptionRule(
                                        new ServerSideEncryptionByDefault(algorithm, null), bucketKey, null))))
                        .build());
    }

    private ServerSideEncryptionRule encryption() {
        return root.call(S3Operations.GET_BUCKET_ENCRYPTION, new GetBucketEncryptionRequest(BUCKET, null))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst();
    }

    @Test
    void isOfABucketThatIsThere() {
        GetBucketVersioningRequest request = new GetBucketVersioningRequest("nowhere", null);
        assertThat(root.refusal(S3Operations.GET_BUCKET_VERSIONING, request))
                .isEqualTo(new Refusal("NoSuchBucket", 404, "The specified bucket does not exist"));
    }
}
