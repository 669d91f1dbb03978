package dev.nephele.services.s3;

import static dev.nephele.testkit.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.Body;
import dev.nephele.model.s3.*;
import dev.nephele.testkit.Client;
import dev.nephele.testkit.Cloud;
import dev.nephele.testkit.Ground;
import dev.nephele.testkit.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3MultipartTest {
    private static final String BUCKET = "photos";
    private static final String KEY = "film";
    private static final int SMALLEST = 5 << 20;

    private final Ground ground = Ground.inMemory();

    @AutoClose
    private final Cloud cloud = Cloud.on(ground)
            .selfValidating(S3.SELF_VALIDATING)
            .serving(new S3(ground.store(), ground.blobs(), ground.ids(), ground.key(), ground.directory()).served());

    private final Client root = cloud.root();

    S3MultipartTest() {
        root.call(
                S3Operations.CREATE_BUCKET,
                CreateBucketRequest.builder().bucket(BUCKET).build());
    }

    private String begin(String key) {
        return root.call(
                        S3Operations.CREATE_MULTIPART_UPLOAD,
                        CreateMultipartUploadRequest.builder()
                                .bucket(BUCKET)
                                .key(key)
                                .build())
                .uploadId();
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private CompletedPart upload(String id, int number, byte[] content) {
        UploadPartOutput part = root.call(
                S3Operations.UPLOAD_PART,
                UploadPartRequest.builder()
                        .bucket(BUCKET)
                        .key(KEY)
                        .uploadId(id)
                        .partNumber(number)
                        .body(Body.of(content))
                        .build());
        return listed(number, part.eTag());
    }

    private static CompletedPart listed(int number, @Nullable String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private CompleteMultipartUploadOutput complete(String id, CompletedPart... parts) {
        return root.call(
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                CompleteMultipartUploadRequest.builder()
                        .bucket(BUCKET)
                        .key(KEY)
                        .uploadId(id)
                        .multipartUpload(new CompletedMultipartUpload(List.of(parts)))
                        .build());
    }

    private byte[] content() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        root.call(
                        S3Operations.GET_OBJECT,
                        GetObjectRequest.builder().bucket(BUCKET).key(KEY).build())
                .body()
                .writeTo(out);
        return out.toByteArray();
    }

    private ListPartsRequest.Builder parts(String id) {
        return ListPartsRequest.builder().bucket(BUCKET).key(KEY).uploadId(id);
    }

    private List<Integer> numbers(ListPartsRequest.Builder request) {
        List<Part> parts = root.call(S3Operations.LIST_PARTS, request.build()).parts();
        return parts == null ? List.of() : parts.stream().map(Part::partNumber).toList();
    }

    private static ListMultipartUploadsRequest.Builder uploads() {
        return ListMultipartUploadsRequest.builder().bucket(BUCKET);
    }

    private ListMultipartUploadsOutput list(ListMultipartUploadsRequest.Builder request) {
        return root.call(S3Operations.LIST_MULTIPART_UPLOADS, request.build());
    }

    private static List<String> ids(ListMultipartUploadsOutput page) {
        return page.uploads() == null
                ? List.of()
                : page.uploads().stream().map(MultipartUpload::uploadId).toList();
    }

    @Test
    void makesOneObjectOfPartsInTheOrderOfTheirNumbers() throws IOException {
        String id = begin(KEY);
        CompletedPart last = upload(id, 10_000, filled(3, 3));
        CompletedPart first = upload(id, 1, filled(SMALLEST, 1));
        CompletedPart second = upload(id, 7, filled(SMALLEST + 1, 2));
        assertThat(complete(id, first, second, last).eTag()).matches("\"[0-9a-f]{32}-3\"");
        byte[] content = content();
        assertThat(content).hasSize(2 * SMALLEST + 4);
        assertThat(Arrays.copyOfRange(content, 0, SMALLEST)).containsOnly(1);
        assertThat(Arrays.copyOfRange(content, SMALLEST, 2 * SMALLEST + 1)).containsOnly(2);
        assertThat(Arrays.copyOfRange(content, 2 * SMALLEST + 1, content.length))
                .containsOnly(3);
        assertThat(ids(list(uploads()))).isEmpty();
    }

    @Test
    void showsNoObjectBeforeItIsComplete() {
        upload(begin(KEY), 1, filled(3, 1));
        assertThat(Refusal.of(() -> root.call(
                                S3Operations.GET_OBJECT,
                                GetObjectRequest.builder()
                                        .bucket(BUCKET)
                                        .key(KEY)
                                        .build()))
                        .code())
                .isEqualTo("NoSuchKey");
    }

    @Test
    void takesTheNewestOfAPartAndLeavesOutWhatIsNotListed() throws IOException {
        String id = begin(KEY);
        CompletedPart old = upload(id, 1, filled(SMALLEST, 1));
        CompletedPart newer = upload(id, 1, filled(4, 2));
        upload(id, 2, filled(5, 3));
        refuses(
                "InvalidPart",
                400,
                "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                        + " specified entity tag may not match the part's entity tag.",
                () -> complete(id, old));
        complete(id, newer);
        assertThat(content()).isEqualTo(filled(4, 2));
    }

    @Test
    void holdsACompletionToItsRules() {
        String id = begin(KEY);
        CompletedPart first = upload(id, 1, filled(SMALLEST - 1, 1));
        CompletedPart second = upload(id, 2, filled(1, 2));
        refuses(
                "InvalidPartOrder",
                400,
                "The list of parts was not in ascending order. Parts must be ordered by part number.",
                () -> complete(id, second, first));
        assertThat(Refusal.of(() -> complete(id, first, first)).code()).isEqualTo("InvalidPartOrder");
        refuses(
                "EntityTooSmall",
                400,
                "Your proposed upload is smaller than the minimum allowed size",
                () -> complete(id, first, second));
        assertThat(Refusal.of(() -> complete(id)).code()).isEqualTo("MalformedXML");
        assertThat(Refusal.of(() -> complete(id, listed(3, second.eTag()))).code())
                .isEqualTo("InvalidPart");
        assertThat(Refusal.of(() -> complete("none", first)).code()).isEqualTo("NoSuchUpload");
        assertThat(numbers(parts(id))).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_001})
    void refusesAPartNumberThatIsNone(int number) {
        String id = begin(KEY);
        refuses(
                "InvalidArgument",
                400,
                "Part number must be an integer between 1 and 10000, inclusive",
                () -> upload(id, number, filled(1, 1)));
    }

    @Test
    void endsWhenItIsAborted() {
        String id = begin(KEY);
        CompletedPart part = upload(id, 1, filled(3, 1));
        AbortMultipartUploadRequest abort = AbortMultipartUploadRequest.builder()
                .bucket(BUCKET)
                .key(KEY)
                .uploadId(id)
                .build();
        root.call(S3Operations.ABORT_MULTIPART_UPLOAD, abort);
        for (Refusal refusal : List.of(
                Refusal.of(() -> root.call(S3Operations.ABORT_MULTIPART_UPLOAD, abort)),
                Refusal.of(() -> upload(id, 2, filled(1, 1))),
                Refusal.of(() -> complete(id, part)),
                Refusal.of(() -> numbers(parts(id))))) {
            assertThat(refusal.code()).isEqualTo("NoSuchUpload");
            assertThat(refusal.status()).isEqualTo(404);
        }
    }

    @Test
    void goesWithItsBucket() {
        upload(begin(KEY), 1, filled(3, 1));
        root.call(S3Operations.DELETE_BUCKET, new DeleteBucketRequest(BUCKET, null));
        root.call(
                S3Operations.CREATE_BUCKET,
                CreateBucketRequest.builder().bucket(BUCKET).build());
        assertThat(ids(list(uploads()))).isEmpty();
    }

    @Test
    void pagesParts() {
        String id = begin(KEY);
        for (int number : new int[] {2, 1, 10_000}) {
            upload(id, number, filled(1, number));
        }
        assertThat(numbers(parts(id).maxParts(2))).containsExactly(1, 2);
        assertThat(numbers(parts(id).partNumberMarker(2))).containsExactly(10_000);
        assertThat(numbers(parts(id).partNumberMarker(10_000))).isEmpty();
        assertThat(numbers(parts(id).maxParts(0))).isEmpty();
        ListPartsOutput page =
                root.call(S3Operations.LIST_PARTS, parts(id).maxParts(2).build());
        assertThat(page.isTruncated()).isTrue();
        assertThat(page.nextPartNumberMarker()).isEqualTo(2);
    }

    /** By key, and by the time when it was begun where keys are the same (S3 API Reference, ListMultipartUploads). */
    @Test
    void listsUploadsByKeyAndTime() {
        List<String> begun = new ArrayList<>();
        String later = begin("z");
        for (int i = 0; i < 8; i++) {
            begun.add(begin(KEY));
            cloud.advance(Duration.ofSeconds(1));
        }
        begun.add(later);
        assertThat(ids(list(uploads()))).isEqualTo(begun);
        List<String> paged = new ArrayList<>();
        ListMultipartUploadsOutput page = list(uploads().maxUploads(4));
        paged.addAll(ids(page));
        while (Boolean.TRUE.equals(page.isTruncated())) {
            page = list(
                    uploads().maxUploads(4).keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker()));
            paged.addAll(ids(page));
        }
        assertThat(paged).isEqualTo(begun);
    }

    @Test
    void refusesNumbersAndEncodingsThatAreNone() {
        String id = begin(KEY);
        refuses(
                "InvalidArgument",
                400,
                "Argument max-uploads must be an integer between 0 and 2147483647",
                () -> list(uploads().maxUploads(-1)));
        refuses(
                "InvalidArgument",
                400,
                "Argument max-parts must be an integer between 0 and 2147483647",
                () -> numbers(parts(id).maxParts(-1)));
        refuses(
                "InvalidArgument",
                400,
                "Argument part-number-marker must be an integer between 0 and 2147483647",
                () -> numbers(parts(id).partNumberMarker(-1)));
        refuses(
                "InvalidArgument",
                400,
                "Invalid Encoding Method specified in Request",
                () -> list(uploads().encodingType("base64")));
    }

    @Test
    void isForThoseWhoMayPut() {
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::photos/film"}]}""";
        Client writer = cloud.user("writer", policy);
        String id = writer.call(
                        S3Operations.CREATE_MULTIPART_UPLOAD,
                        CreateMultipartUploadRequest.builder()
                                .bucket(BUCKET)
                                .key(KEY)
                                .build())
                .uploadId();
        assertThat(list(uploads()).uploads().getFirst().initiator().id())
                .isEqualTo("arn:aws:iam::111122223333:user/writer");
        for (Refusal refusal : List.of(
                writer.refusal(
                        S3Operations.ABORT_MULTIPART_UPLOAD,
                        AbortMultipartUploadRequest.builder()
                                .bucket(BUCKET)
                                .key(KEY)
                                .uploadId(id)
                                .build()),
                writer.refusal(S3Operations.LIST_PARTS, parts(id).build()),
                writer.refusal(S3Operations.LIST_MULTIPART_UPLOADS, uploads().build()))) {
            assertThat(refusal.code()).isEqualTo("AccessDenied");
        }
    }
}
