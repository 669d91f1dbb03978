package dev.nephele.services.s3;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.kernel.Requirement;
import dev.nephele.model.Body;
import dev.nephele.model.s3.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import dev.nephele.testkit.kernel.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3BucketsTest {
    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.on(ground)
            .selfValidating(S3.SELF_VALIDATING)
            .serving(new S3(ground.store(), ground.blobs(), ground.ids(), ground.key(), ground.directory()).served());

    private static CreateBucketRequest.Builder named(String name) {
        return CreateBucketRequest.builder().bucket(name);
    }

    private static CreateBucketRequest.Builder at(String name, String location) {
        return named(name)
                .createBucketConfiguration(CreateBucketConfiguration.builder()
                        .locationConstraint(location)
                        .build());
    }

    private static CreateBucketOutput create(Client client, CreateBucketRequest.Builder request) {
        return client.call(S3Operations.CREATE_BUCKET, request.build());
    }

    private void create(String... names) {
        for (String name : names) {
            create(cloud.root(), named(name));
        }
    }

    private void delete(Client client, String name) {
        client.call(S3Operations.DELETE_BUCKET, new DeleteBucketRequest(name, null));
    }

    private void put(String bucket) {
        cloud.root()
                .call(
                        S3Operations.PUT_OBJECT,
                        PutObjectRequest.builder()
                                .bucket(bucket)
                                .key("key")
                                .body(Body.of(new byte[3]))
                                .build());
    }

    private static ListBucketsOutput list(Client client, ListBucketsRequest.Builder request) {
        return client.call(S3Operations.LIST_BUCKETS, request.build());
    }

    private static List<String> names(ListBucketsOutput page) {
        return page.buckets() == null
                ? List.of()
                : page.buckets().stream().map(Bucket::name).toList();
    }

    private List<String> names(ListBucketsRequest.Builder request) {
        return names(list(cloud.root(), request));
    }

    @Test
    void tellsWhereANewBucketIs() {
        assertThat(create(cloud.root(), named("ledger")).location()).isEqualTo("/ledger");
        assertThat(create(cloud.root(), at("abroad", "eu-west-1")).location())
                .isEqualTo("http://abroad.s3.amazonaws.com/");
        Bucket ledger = list(cloud.root(), ListBucketsRequest.builder().prefix("ledger"))
                .buckets()
                .getFirst();
        assertThat(ledger.bucketArn()).isEqualTo("arn:aws:s3:::ledger");
        assertThat(ledger.bucketRegion()).isEqualTo("us-east-1");
        assertThat(ledger.creationDate()).isEqualTo(ManualClock.BEGINNING);
        assertThat(cloud.root()
                        .call(S3Operations.HEAD_BUCKET, new HeadBucketRequest("abroad", null))
                        .bucketRegion())
                .isEqualTo("eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({"us-west-2, us-west-2, us-west-2", "eu-west-1, EU, EU", "us-east-1, EU, EU", "us-east-1, '',"})
    void keepsTheWordForItsPlace(String endpoint, String asked, String told) {
        create(cloud.root().in(endpoint), at("placed", asked));
        assertThat(cloud.root()
                        .call(S3Operations.GET_BUCKET_LOCATION, new GetBucketLocationRequest("placed", null))
                        .locationConstraint())
                .isEqualTo(told);
    }

    @Test
    void isMadeWhereItsEndpointMayMakeIt() {
        Client west = cloud.root().in("us-west-2");
        refuses(
                "IllegalLocationConstraintException",
                400,
                "The unspecified location constraint is incompatible for the region specific endpoint this request was"
                        + " sent to.",
                () -> create(west, named("placed")));
        refuses(
                "IllegalLocationConstraintException",
                400,
                "The eu-west-1 location constraint is incompatible for the region specific endpoint this request was"
                        + " sent to.",
                () -> create(west, at("placed", "eu-west-1")));
        refuses(
                "InvalidLocationConstraint",
                400,
                "The specified location-constraint is not valid",
                () -> create(cloud.root(), at("placed", "mars-north-1")));
        refuses(
                "InvalidLocationConstraint",
                400,
                "The specified location-constraint is not valid",
                () -> create(cloud.root(), at("placed", "us-east-1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "Ledger",
                "led_ger",
                "-ledger",
                "ledger-",
                "led..ger",
                "192.168.0.1",
                "xn--ledger",
                "sthree-ledger",
                "ledger-s3alias",
                "ledger--ol-s3",
                "ledger.mrap",
                "ledger--x-s3",
                "a123456789012345678901234567890123456789012345678901234567890123"
            })
    void refusesNamesThatNoBucketMayHave(String name) {
        refuses("InvalidBucketName", 400, "The specified bucket is not valid.", () -> create(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1ledger",
                "led.ger",
                "led-ger",
                "192.168.0.1.2",
                "a12345678901234567890123456789012345678901234567890123456789012"
            })
    void takesNamesThatBucketsMayHave(String name) {
        create(name);
        assertThat(names(ListBucketsRequest.builder())).containsExactly(name);
    }

    @Test
    void hasANameForTheWholePartition() {
        create("ledger");
        Client stranger = cloud.root(Cloud.STRANGERS);
        refuses(
                "BucketAlreadyExists",
                409,
                "The requested bucket name is not available. The bucket namespace is shared by all users of the system."
                        + " Please select a different name and try again.",
                () -> create(stranger, named("ledger")));
        assertThat(names(list(stranger, ListBucketsRequest.builder()))).isEmpty();
        delete(cloud.root(), "ledger");
        create(stranger, named("ledger"));
        assertThat(names(list(stranger, ListBucketsRequest.builder()))).containsExactly("ledger");
        assertThat(names(ListBucketsRequest.builder())).isEmpty();
    }

    /** As in us-east-1 only (S3 API Reference, CreateBucket, {@code BucketAlreadyOwnedByYou}). */
    @Test
    void isMadeAgainAtHomeOnly() {
        create("ledger");
        put("ledger");
        create("ledger");
        create(cloud.root(), at("abroad", "us-west-2"));
        assertThat(Refusal.of(() -> create(cloud.root().in("us-west-2"), at("abroad", "us-west-2")))
                        .code())
                .isEqualTo("BucketAlreadyOwnedByYou");
        refuses(
                "BucketNotEmpty",
                409,
                "The bucket you tried to delete is not empty",
                () -> delete(cloud.root(), "ledger"));
    }

    @Test
    void isGoneWhenItIsDeleted() {
        create("ledger");
        delete(cloud.root(), "ledger");
        Refusal absent = new Refusal("NoSuchBucket", 404, "The specified bucket does not exist");
        assertThat(Refusal.of(() -> delete(cloud.root(), "ledger"))).isEqualTo(absent);
        assertThat(Refusal.of(() -> put("ledger"))).isEqualTo(absent);
        assertThat(cloud.root().refusal(S3Operations.GET_BUCKET_LOCATION, new GetBucketLocationRequest("ledger", null)))
                .isEqualTo(absent);
        assertThat(cloud.root()
                        .refusal(S3Operations.HEAD_BUCKET, new HeadBucketRequest("ledger", null))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isItsOwnersWhomeverOneExpects() {
        create("ledger");
        String stranger = Cloud.STRANGERS.value();
        assertThat(cloud.root()
                        .refusal(S3Operations.HEAD_BUCKET, new HeadBucketRequest("ledger", stranger))
                        .status())
                .isEqualTo(403);
        assertThat(cloud.root()
                        .refusal(S3Operations.DELETE_BUCKET, new DeleteBucketRequest("ledger", stranger))
                        .code())
                .isEqualTo("AccessDenied");
        cloud.root().call(S3Operations.HEAD_BUCKET, new HeadBucketRequest("ledger", Cloud.ACCOUNT.value()));
    }

    @Test
    void listsInPagesByPrefixAndPlace() {
        create("bbb", "a-1", "a-2");
        create(cloud.root(), at("a-3", "eu-west-1"));
        create(cloud.root(Cloud.STRANGERS), named("a-4"));
        assertThat(names(ListBucketsRequest.builder().prefix("a-"))).containsExactly("a-1", "a-2", "a-3");
        assertThat(names(ListBucketsRequest.builder().bucketRegion("eu-west-1")))
                .containsExactly("a-3");
        List<String> paged = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            ListBucketsOutput page = list(
                    cloud.root(), ListBucketsRequest.builder().maxBuckets(1).continuationToken(token));
            paged.addAll(names(page));
            token = page.continuationToken();
            pages++;
        } while (token != null && pages < 10);
        assertThat(paged).containsExactly("a-1", "a-2", "a-3", "bbb");
    }

    @Test
    void demandsWhatANewBucketIsMadeWith() {
        CreateBucketRequest request = named("ledger")
                .objectOwnership("BucketOwnerPreferred")
                .acl("private")
                .createBucketConfiguration(CreateBucketConfiguration.builder()
                        .locationConstraint("eu-west-1")
                        .tags(List.of(new Tag("team", "red")))
                        .build())
                .build();
        assertThat(cloud.root().requirements(S3Operations.CREATE_BUCKET, request))
                .extracting(Requirement::action)
                .containsExactly("s3:CreateBucket", "s3:PutBucketOwnershipControls", "s3:TagResource");
        Client maker = cloud.user("maker", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:CreateBucket","Resource":"*",
                "Condition":{"StringEquals":{"s3:LocationConstraint":"eu-west-1"}}}]}""");
        create(maker, at("abroad", "eu-west-1"));
        assertThat(Refusal.of(() -> create(maker, at("elsewhere", "us-west-2"))).code())
                .isEqualTo("AccessDenied");
        assertThat(maker.refusal(S3Operations.CREATE_BUCKET, request).code()).isEqualTo("AccessDenied");
    }

    @Test
    void saysWhatOfANewBucketIsNotServed() {
        assertThat(Refusal.of(() -> create(cloud.root(), named("ledger").objectLockEnabledForBucket(true)))
                        .status())
                .isEqualTo(501);
        assertThat(names(ListBucketsRequest.builder())).isEmpty();
    }
}
