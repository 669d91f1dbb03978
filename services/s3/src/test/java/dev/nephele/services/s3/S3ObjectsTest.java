package dev.nephele.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.Body;
import dev.nephele.model.s3.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class S3ObjectsTest {
    private static final String BUCKET = "photos";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.on(ground)
            .selfValidating(S3.SELF_VALIDATING)
            .serving(new S3(ground.store(), ground.blobs(), ground.ids(), ground.key(), ground.directory()).served());

    S3ObjectsTest() {
        cloud.root()
                .call(
                        S3Operations.CREATE_BUCKET,
                        CreateBucketRequest.builder().bucket(BUCKET).build());
    }

    private void versioning(String status) {
        cloud.root()
                .call(
                        S3Operations.PUT_BUCKET_VERSIONING,
                        PutBucketVersioningRequest.builder()
                                .bucket(BUCKET)
                                .versioningConfiguration(new VersioningConfiguration(null, status))
                                .build());
    }

    private static PutObjectRequest.Builder object(String key, String text) {
        return PutObjectRequest.builder().bucket(BUCKET).key(key).body(Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private @Nullable String put(String key, String text) {
        return cloud.root()
                .call(S3Operations.PUT_OBJECT, object(key, text).build())
                .versionId();
    }

    private static GetObjectRequest.Builder named(String key) {
        return GetObjectRequest.builder().bucket(BUCKET).key(key);
    }

    private static String read(Client client, GetObjectRequest.Builder request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            client.call(S3Operations.GET_OBJECT, request.build()).body().writeTo(out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String read(String key) {
        return read(cloud.root(), named(key));
    }

    private Refusal refusal(GetObjectRequest.Builder request) {
        return cloud.root().refusal(S3Operations.GET_OBJECT, request.build());
    }

    private DeleteObjectOutput delete(String key, @Nullable String version) {
        return cloud.root()
                .call(
                        S3Operations.DELETE_OBJECT,
                        DeleteObjectRequest.builder()
                                .bucket(BUCKET)
                                .key(key)
                                .versionId(version)
                                .build());
    }

    private ListObjectVersionsOutput versions() {
        return cloud.root()
                .call(
                        S3Operations.LIST_OBJECT_VERSIONS,
                        ListObjectVersionsRequest.builder().bucket(BUCKET).build());
    }

    private List<String> ids() {
        List<ObjectVersion> versions = versions().versions();
        return versions == null
                ? List.of()
                : versions.stream().map(ObjectVersion::versionId).toList();
    }

    @Test
    void areReplacedWhereVersionsAreNotKept() {
        assertThat(put("a", "one")).isNull();
        put("a", "two");
        assertThat(read("a")).isEqualTo("two");
        assertThat(ids()).containsExactly("null");
        delete("a", null);
        assertThat(refusal(named("a")).code()).isEqualTo("NoSuchKey");
        assertThat(versions().deleteMarkers()).isNullOrEmpty();
    }

    @Test
    void keepTheVersionsBeforeThem() {
        put("a", "before");
        versioning("Enabled");
        String first = put("a", "one");
        String second = put("a", "two");
        assertThat(read("a")).isEqualTo("two");
        assertThat(read(cloud.root(), named("a").versionId(first))).isEqualTo("one");
        assertThat(read(cloud.root(), named("a").versionId("null"))).isEqualTo("before");
        assertThat(ids()).containsExactly(second, first, "null");
        delete("a", second);
        assertThat(read("a")).isEqualTo("one");
    }

    @Test
    void hideBehindADeleteMarkerUntilItIsDeleted() {
        versioning("Enabled");
        String version = put("a", "one");
        DeleteObjectOutput deleted = delete("a", null);
        assertThat(deleted.deleteMarker()).isTrue();
        assertThat(refusal(named("a")).code()).isEqualTo("NoSuchKey");
        assertThat(refusal(named("a").versionId(deleted.versionId())).code()).isEqualTo("MethodNotAllowed");
        assertThat(read(cloud.root(), named("a").versionId(version))).isEqualTo("one");
        delete("a", deleted.versionId());
        assertThat(read("a")).isEqualTo("one");
    }

    /** S3 User Guide, "Adding objects to versioning-suspended buckets": the null version is replaced, others stay. */
    @Test
    void replaceTheNullVersionOnlyWhileVersionsAreSuspended() {
        versioning("Enabled");
        String kept = put("a", "kept");
        versioning("Suspended");
        put("a", "first");
        put("a", "second");
        assertThat(read("a")).isEqualTo("second");
        assertThat(ids()).containsExactly("null", kept);
        assertThat(read(cloud.root(), named("a").versionId(kept))).isEqualTo("kept");
    }

    /** S3 User Guide, "Deleting objects from versioning-suspended buckets": the marker is the null version. */
    @Test
    void giveTheirNullVersionToTheMarkerWhileVersionsAreSuspended() {
        put("a", "before");
        versioning("Enabled");
        String kept = put("a", "kept");
        versioning("Suspended");
        DeleteObjectOutput deleted = delete("a", null);
        assertThat(deleted.deleteMarker()).isTrue();
        assertThat(deleted.versionId()).isEqualTo("null");
        assertThat(ids()).as("the null version is gone").containsExactly(kept);
        delete("a", null);
        assertThat(versions().deleteMarkers())
                .extracting(DeleteMarkerEntry::versionId)
                .containsExactly("null");
        delete("a", "null");
        assertThat(read("a")).isEqualTo("kept");
    }

    @Test
    void areWholeWhetherTheyFitARowOrNot() {
        String large = "0123456789".repeat(20_000);
        put("large", large);
        put("empty", "");
        assertThat(read("large")).isEqualTo(large);
        assertThat(read("empty")).isEmpty();
        assertThat(read(cloud.root(), named("large").range("bytes=99998-100001")))
                .isEqualTo("8901");
        assertThat(read(cloud.root(), named("large").range("bytes=-3"))).isEqualTo("789");
        assertThat(refusal(named("large").range("bytes=200000-")).code()).isEqualTo("InvalidRange");
    }

    @Test
    void areDeletedOneByOneAsAPolicyAllows() {
        for (String key : List.of("mine/a", "mine/b", "yours/c")) {
            put(key, "x");
        }
        Client client = cloud.user("alice", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:DeleteObject",
                "Resource":"arn:aws:s3:::photos/mine/*"}}""");
        DeleteObjectsOutput output =
                client.call(S3Operations.DELETE_OBJECTS, batch("mine/a", "yours/c", "mine/b", "mine/none"));
        assertThat(output.deleted()).extracting(DeletedObject::key).containsExactly("mine/a", "mine/b", "mine/none");
        assertThat(output.errors()).containsExactly(new S3Error("yours/c", null, "AccessDenied", "Access Denied"));
        assertThat(read("yours/c")).isEqualTo("x");
        assertThat(refusal(named("mine/a")).code()).isEqualTo("NoSuchKey");
    }

    private static DeleteObjectsRequest batch(String... keys) {
        return DeleteObjectsRequest.builder()
                .bucket(BUCKET)
                .delete(new Delete(
                        IntStream.range(0, keys.length)
                                .mapToObj(i ->
                                        ObjectIdentifier.builder().key(keys[i]).build())
                                .toList(),
                        null))
                .build();
    }

    @Test
    void areReadByTheTagsOfTheVersionThatIsAskedFor() {
        versioning("Enabled");
        String open = cloud.root()
                .call(
                        S3Operations.PUT_OBJECT,
                        object("a", "open").tagging("class=open").build())
                .versionId();
        cloud.root()
                .call(
                        S3Operations.PUT_OBJECT,
                        object("a", "shut").tagging("class=shut").build());
        Client client = cloud.user("alice", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["s3:GetObject","s3:GetObjectVersion"],
                "Resource":"*","Condition":{"StringEquals":{"s3:ExistingObjectTag/class":"open"}}}}""");
        assertThat(read(client, named("a").versionId(open))).isEqualTo("open");
        assertThat(client.refusal(S3Operations.GET_OBJECT, named("a").build()).code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void areReadByNobodyWithoutCredentialsUnlessTheBucketIsOpen() {
        put("a", "x");
        assertThat(cloud.anonymous().refusal(S3Operations.GET_OBJECT, named("a").build()))
                .isEqualTo(new Refusal("AccessDenied", 403, "Access Denied"));
        assertThat(cloud.root(Cloud.STRANGERS)
                        .refusal(S3Operations.GET_OBJECT, named("a").build())
                        .code())
                .isEqualTo("AccessDenied");
    }

    /** S3 API Reference, GetObject: without s3:ListBucket a key that is not there is a key that is not allowed. */
    @Test
    void areMissedOnlyByWhomMayList() {
        Client reader = cloud.user("reader", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""");
        Client lister = cloud.user("lister", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],
                "Resource":"*"}}""");
        assertThat(reader.refusal(S3Operations.GET_OBJECT, named("none").build())
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(lister.refusal(S3Operations.GET_OBJECT, named("none").build())
                        .code())
                .isEqualTo("NoSuchKey");
    }

    @Test
    void areWrittenOnConditions() {
        cloud.root()
                .call(
                        S3Operations.PUT_OBJECT,
                        object("a", "one").ifNoneMatch("*").build());
        assertThat(cloud.root()
                        .refusal(
                                S3Operations.PUT_OBJECT,
                                object("a", "two").ifNoneMatch("*").build())
                        .code())
                .isEqualTo("PreconditionFailed");
        String tag =
                cloud.root().call(S3Operations.GET_OBJECT, named("a").build()).eTag();
        cloud.root()
                .call(S3Operations.PUT_OBJECT, object("a", "two").ifMatch(tag).build());
        assertThat(cloud.root()
                        .refusal(
                                S3Operations.PUT_OBJECT,
                                object("a", "three").ifMatch(tag).build())
                        .code())
                .isEqualTo("PreconditionFailed");
        assertThat(read("a")).isEqualTo("two");
    }
}
