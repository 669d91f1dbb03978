package dev.nephele.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.Body;
import dev.nephele.model.s3.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3ListingTest {
    private static final String BUCKET = "photos";

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.on(ground)
            .selfValidating(S3.SELF_VALIDATING)
            .serving(new S3(ground.store(), ground.blobs(), ground.ids(), ground.key(), ground.directory()).served());

    S3ListingTest() {
        cloud.root()
                .call(
                        S3Operations.CREATE_BUCKET,
                        CreateBucketRequest.builder().bucket(BUCKET).build());
    }

    private void put(String... keys) {
        for (String key : keys) {
            cloud.root()
                    .call(
                            S3Operations.PUT_OBJECT,
                            PutObjectRequest.builder()
                                    .bucket(BUCKET)
                                    .key(key)
                                    .body(Body.of(new byte[3]))
                                    .build());
        }
    }

    private static ListObjectsV2Request.Builder listing() {
        return ListObjectsV2Request.builder().bucket(BUCKET);
    }

    private ListObjectsV2Output list(ListObjectsV2Request.Builder request) {
        return cloud.root().call(S3Operations.LIST_OBJECTS_V2, request.build());
    }

    /** Keys and common prefixes, these in brackets. */
    private static List<String> names(ListObjectsV2Output page) {
        List<String> names = new ArrayList<>();
        if (page.contents() != null) {
            page.contents().forEach(object -> names.add(object.key()));
        }
        if (page.commonPrefixes() != null) {
            page.commonPrefixes().forEach(prefix -> names.add('[' + prefix.prefix() + ']'));
        }
        return names;
    }

    @Test
    void isInTheOrderOfUtf8() {
        put("b", "a", "Z", "é", "\uD83D\uDE00", "\uFF21", "a/", "a-");
        assertThat(names(list(listing()))).containsExactly("Z", "a", "a-", "a/", "b", "é", "\uFF21", "\uD83D\uDE00");
    }

    @Test
    void rollsKeysUpBehindTheirPrefix() {
        put("2025/a", "2026/01/a", "2026/01/b", "2026/02/a", "2026/c", "readme");
        assertThat(names(list(listing().delimiter("/")))).containsExactly("readme", "[2025/]", "[2026/]");
        assertThat(names(list(listing().delimiter("/").prefix("2026/"))))
                .containsExactly("2026/c", "[2026/01/]", "[2026/02/]");
        assertThat(names(list(listing().delimiter("/").prefix("2026")))).containsExactly("[2026/]");
        assertThat(names(list(listing().delimiter("01/")))).contains("[2026/01/]", "2026/02/a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void isTheSameInPagesOfAnyLength(int length) {
        put("a", "b/1", "b/2", "b/3", "c", "d/1", "e");
        List<String> found = new ArrayList<>();
        String token = null;
        int total = 0;
        do {
            ListObjectsV2Output page =
                    list(listing().delimiter("/").maxKeys(length).continuationToken(token));
            List<String> names = names(page);
            assertThat(page.keyCount()).isEqualTo(names.size()).isLessThanOrEqualTo(length);
            assertThat(page.isTruncated()).isEqualTo(page.nextContinuationToken() != null);
            found.addAll(names);
            total += page.keyCount();
            token = page.nextContinuationToken();
        } while (token != null);
        assertThat(total).isEqualTo(5);
        assertThat(found).containsExactlyInAnyOrder("a", "[b/]", "c", "[d/]", "e");
    }

    @Test
    void beginsAfterAKeyThatNeedNotBeThere() {
        put("a", "b", "c");
        assertThat(names(list(listing().startAfter("a")))).containsExactly("b", "c");
        assertThat(names(list(listing().startAfter("aa")))).containsExactly("b", "c");
        assertThat(names(list(listing().startAfter("c")))).isEmpty();
    }

    @Test
    void isEmptyOfNoKeys() {
        put("a");
        ListObjectsV2Output none = list(listing().maxKeys(0));
        assertThat(names(none)).isEmpty();
        assertThat(none.isTruncated()).isFalse();
    }

    @Test
    void showsWhatWasPutAndNotWhatWasDeleted() {
        put("a", "b");
        cloud.root()
                .call(
                        S3Operations.DELETE_OBJECT,
                        DeleteObjectRequest.builder().bucket(BUCKET).key("a").build());
        ListObjectsV2Output page = list(listing());
        assertThat(names(page)).containsExactly("b");
        assertThat(page.contents().getFirst().size()).isEqualTo(3L);
        assertThat(page.contents().getFirst().lastModified()).isEqualTo(cloud.now());
    }

    @Test
    void goesOnOnlyFromATokenThatItGave() {
        put("a");
        assertThat(cloud.root()
                        .refusal(
                                S3Operations.LIST_OBJECTS_V2,
                                listing().continuationToken("not one").build())
                        .code())
                .isEqualTo("InvalidArgument");
    }

    /** Amazon S3 User Guide, "Bucket policy examples using condition keys": s3:prefix and s3:delimiter. */
    @Test
    void isLimitedByPolicyToAPrefix() {
        put("home/alice/a", "home/bob/b");
        Client alice = cloud.user("alice", """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket",
                "Resource":"arn:aws:s3:::photos","Condition":{"StringLike":{"s3:prefix":"home/alice/*"}}}}""");
        assertThat(names(alice.call(
                        S3Operations.LIST_OBJECTS_V2,
                        listing().prefix("home/alice/").build())))
                .containsExactly("home/alice/a");
        for (ListObjectsV2Request.Builder wide : List.of(listing(), listing().prefix("home/"))) {
            assertThat(alice.refusal(S3Operations.LIST_OBJECTS_V2, wide.build()).code())
                    .isEqualTo("AccessDenied");
        }
    }
}
