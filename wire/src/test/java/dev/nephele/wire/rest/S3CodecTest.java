package dev.nephele.wire.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nephele.model.Body;
import dev.nephele.model.Member;
import dev.nephele.model.Member.Location;
import dev.nephele.model.Operation;
import dev.nephele.model.Schema;
import dev.nephele.model.ServiceException;
import dev.nephele.model.ServiceModel;
import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.model.Structure;
import dev.nephele.wire.Answer;
import dev.nephele.wire.Labels;
import dev.nephele.wire.MemoryRequest;
import dev.nephele.wire.Parameters;
import dev.nephele.wire.Route;
import dev.nephele.wire.Shapes;
import dev.nephele.wire.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3CodecTest {
    private static final RestXmlCodec CODEC = new S3Codec();
    private static final ServiceModel S3 =
            Shapes.service("s3", "s3", null, List.of(Protocol.S3), "PutObject PUT /{Bucket}/{Key+}");
    private static final Schema PUT = Shapes.structure(
            "PutObjectRequest",
            Member.of("Bucket", () -> Shapes.STRING).at(Location.URI),
            Member.of("Key", () -> Shapes.STRING).at(Location.URI),
            Member.of("Body", () -> Shapes.BLOB).at(Location.PAYLOAD).streaming(),
            Member.of("MaxKeys", () -> Shapes.INTEGER).at(Location.QUERY).locationName("max-keys"),
            Member.of("Metadata", () -> Shapes.METADATA).at(Location.HEADERS).locationName("x-amz-meta-"));
    private static final Schema GET = Shapes.structure(
            "GetObjectOutput",
            Member.of("Body", () -> Shapes.BLOB).at(Location.PAYLOAD).streaming(),
            Member.of("ContentRange", () -> Shapes.STRING).at(Location.HEADER).locationName("Content-Range"),
            Member.of("LastModified", () -> Shapes.TIMESTAMP)
                    .at(Location.HEADER)
                    .locationName("Last-Modified"),
            Member.of("Metadata", () -> Shapes.METADATA).at(Location.HEADERS).locationName("x-amz-meta-"));
    private static final Schema EMPTY = Shapes.structure("Empty");
    private static final Schema TAG = Shapes.structure(
            "Tag", Member.of("Key", () -> Shapes.STRING).required(), Member.of("Value", () -> Shapes.STRING));
    private static final Schema TAGS = Schema.list(
                    "TagSet", Member.of("member", () -> TAG).locationName("Tag"))
            .build();
    private static final Schema TAGGING = Shapes.structure("Tagging", Member.of("TagSet", () -> TAGS));
    private static final Schema PUT_TAGGING = Shapes.structure(
            "PutBucketTaggingRequest",
            Member.of("Tagging", () -> TAGGING).at(Location.PAYLOAD).locationName("Tagging"));

    private static Shapes.Value put(MemoryRequest.Builder request, String key) {
        return parse(
                Shapes.operation("s3", "PutObject", "PUT", "/{Bucket}/{Key+}", PUT, EMPTY),
                request.build(),
                new Labels(List.of("Bucket", "Key"), List.of("b", key)));
    }

    private static Shapes.Value parse(Operation<?, ?> operation, MemoryRequest request, Labels labels) {
        Route.Found route = new Route.Found(
                S3,
                S3.operations().getFirst(),
                Protocol.S3,
                Objects.requireNonNull(Parameters.parse(request.query())),
                labels);
        return (Shapes.Value) CODEC.parse(operation, route, request);
    }

    private static Shapes.Value tagging(String xml) {
        MemoryRequest request = MemoryRequest.of("PUT", "/b?tagging")
                .body(xml.getBytes(StandardCharsets.UTF_8))
                .build();
        return parse(
                Shapes.operation("s3", "PutBucketTagging", "PUT", "/{Bucket}?tagging", PUT_TAGGING, EMPTY),
                request,
                Labels.NONE);
    }

    private static WireResponse write(String operation, Schema schema, Object... pairs) {
        return CODEC.write(
                Shapes.operation("s3", operation, "GET", "/", EMPTY, schema),
                Shapes.value(schema, pairs),
                answer("GET"));
    }

    private static Answer answer(String method) {
        return new Answer(S3, Protocol.S3, "4442587FB7D0A2F9", method);
    }

    private static String text(WireResponse response) {
        return new String(response.bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"a//b, a//b", "a%2Fb, a/b", "a%252Fb, a%2Fb", "a+b, a+b", "%E2%82%AC, €", "../x, ../x", "%20, ' '"})
    void keyIsDecodedExactlyOnce(String raw, String key) {
        assertThat(put(MemoryRequest.of("PUT", "/b/" + raw), raw).get("Key")).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"%zz", "%", "a%4", "%FF"})
    void keyThatIsNoUtf8IsRefused(String raw) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> put(MemoryRequest.of("PUT", "/b/" + raw), raw))
                .satisfies(error -> assertThat(error.code()).isEqualTo("InvalidURI"));
    }

    @Test
    void payloadIsNotReadByTheCodec() {
        Body untouchable = new Body() {
            @Override
            public long length() {
                return 5L << 30;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("read");
            }
        };
        assertThat(put(MemoryRequest.of("PUT", "/b/k").body(untouchable), "k").get("Body"))
                .isSameAs(untouchable);
    }

    @Test
    void metadataNamesAreLowerCaseAndValuesDecoded() {
        MemoryRequest.Builder request = MemoryRequest.of("PUT", "/b/k")
                .header("X-Amz-Meta-Color", "red")
                .header("x-amz-meta-word", "=?UTF-8?B?w6TDtsO8?=")
                .header("x-amz-meta-quoted", "=?utf-8?Q?caf=C3=A9_au_lait?= =?utf-8?Q?!?=")
                .header("x-amz-meta-raw", new String("é".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .header("x-amz-meta-broken", "=?UTF-8?B?***?=");
        assertThat(put(request, "k").get("Metadata"))
                .isEqualTo(Map.of(
                        "color", "red",
                        "word", "äöü",
                        "quoted", "café au lait!",
                        "raw", "é",
                        "broken", "=?UTF-8?B?***?="));
    }

    @Test
    void metadataIsAnsweredSafeForMail() {
        WireResponse response = write("GetObject", GET, "Metadata", Map.of("word", "äöü"));
        assertThat(response.header("x-amz-meta-word")).isEqualTo("=?UTF-8?B?w6TDtsO8?=");
        response = write("GetObject", GET, "Metadata", Map.of("line", "a\r\nSet-Cookie: b"));
        assertThat(response.header("x-amz-meta-line")).isEqualTo("a  Set-Cookie: b");
    }

    @Test
    void numberThatIsNoneNamesItsArgument() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> put(MemoryRequest.of("PUT", "/b/k?max-keys=x"), "k"))
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("InvalidArgument");
                    assertThat(error.text()).contains("Provided max-keys not an integer or within integer range");
                    assertThat(error.details())
                            .containsEntry("ArgumentName", "max-keys")
                            .containsEntry("ArgumentValue", "x");
                });
    }

    @Test
    void partOfAnObjectIsPartialContent() {
        Body body = Body.of("abc".getBytes(StandardCharsets.UTF_8));
        WireResponse response =
                write("GetObject", GET, "Body", body, "ContentRange", "bytes 0-2/9", "LastModified", Instant.EPOCH);
        assertThat(response.status()).isEqualTo(206);
        assertThat(response.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
        assertThat(response.header("Last-Modified")).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
        assertThat(response.header("x-amz-request-id")).isEqualTo("4442587FB7D0A2F9");
        assertThat(response.header("x-amz-id-2")).hasSize(76);
    }

    @Test
    void listingHasS3sRootAndNamespace() {
        Schema output = Shapes.structure(
                "ListObjectsOutput",
                Member.of("Name", () -> Shapes.STRING),
                Member.of("Contents", () -> TAGS).flattened());
        WireResponse response = write(
                "ListObjectsV2", output, "Name", "b", "Contents", List.of(Shapes.value(TAG, "Key", "a<&>\u0001\r")));
        assertThat(text(response))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name>"
                        + "<Contents><Key>a&lt;&amp;&gt;&#x1;&#xD;</Key></Contents></ListBucketResult>");
        assertThat(response.header("Content-Type")).isEqualTo("application/xml");
    }

    @Test
    void bucketLocationIsItsOwnRoot() {
        Schema output =
                Shapes.structure("GetBucketLocationOutput", Member.of("LocationConstraint", () -> Shapes.STRING));
        assertThat(text(write("GetBucketLocation", output, "LocationConstraint", "eu-west-1")))
                .endsWith("<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">eu-west-1"
                        + "</LocationConstraint>");
    }

    @Test
    void answerWithoutBodyMembersHasNoBody() {
        Schema output = Shapes.structure(
                "PutObjectOutput", Member.of("ETag", () -> Shapes.STRING).at(Location.HEADER));
        WireResponse response = write("PutObject", output, "ETag", "\"1\"");
        assertThat(response.size()).isZero();
        assertThat(response.header("Content-Type")).isNull();
    }

    @Test
    void errorHasRequestIdHostIdAndDetailsButNoType() {
        ServiceException error = ServiceException.of("NoSuchKey", 404, "The specified key does not exist.")
                .with("Key", "a&b");
        WireResponse response = CODEC.error(error, answer("GET"));
        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
                        + "<Message>The specified key does not exist.</Message><Key>a&amp;b</Key>"
                        + "<RequestId>4442587FB7D0A2F9</RequestId><HostId>")
                .endsWith("</HostId></Error>");
        assertThat(CODEC.error(error, answer("HEAD")).size()).isZero();
    }

    @Test
    void documentIsReadWhateverItsNamespace() {
        Shapes.Value input = tagging("<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet><Tag>"
                + "<Key>a</Key><Value><![CDATA[<b>]]>&amp;</Value><Other/></Tag></TagSet></Tagging>");
        Shapes.Value tagging = (Shapes.Value) Objects.requireNonNull(input.get("Tagging"));
        List<?> tags = (List<?>) Objects.requireNonNull(tagging.get("TagSet"));
        assertThat(((Shapes.Value) tags.getFirst()).get("Value")).isEqualTo("<b>&");
    }

    @ParameterizedTest
    @CsvSource({
        "<Tagging",
        "<Tags></Tags>",
        "<!DOCTYPE a [<!ENTITY x \"y\">]><Tagging>&x;</Tagging>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><Tagging></Tagging>",
        "<Tagging>&unknown;</Tagging>",
        "<Tagging></Tagging><Tagging></Tagging>",
        "text"
    })
    void documentThatIsNoneIsMalformed(String xml) {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> tagging(xml))
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo("MalformedXML");
                    assertThat(error.status()).isEqualTo(400);
                });
    }

    @Test
    void documentThatNestsTooDeepIsMalformed() {
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> tagging("<Tagging>" + "<a>".repeat(100_000)))
                .satisfies(error -> assertThat(error.code()).isEqualTo("MalformedXML"));
    }

    @Test
    void documentThatIsTooLargeIsRefusedUnread() {
        Body large = new Body() {
            @Override
            public long length() {
                return 1L << 40;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("read");
            }
        };
        MemoryRequest request =
                MemoryRequest.of("PUT", "/b?tagging").body(large).build();
        Operation<Structure, Structure> operation =
                Shapes.operation("s3", "PutBucketTagging", "PUT", "/{Bucket}?tagging", PUT_TAGGING, EMPTY);
        assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(() -> parse(operation, request, Labels.NONE))
                .satisfies(error -> assertThat(error.code()).isEqualTo("MaxMessageLengthExceeded"));
    }
}
