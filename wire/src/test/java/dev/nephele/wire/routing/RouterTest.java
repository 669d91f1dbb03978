package dev.nephele.wire.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.model.ServiceModel.Protocol;
import dev.nephele.wire.MemoryRequest;
import dev.nephele.wire.Route;
import dev.nephele.wire.Shapes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final Router ROUTER = new Router(List.of(
            Shapes.service(
                    "sqs",
                    "sqs",
                    "AmazonSQS",
                    List.of(Protocol.AWS_JSON_1_0, Protocol.AWS_QUERY),
                    "SendMessage",
                    "ReceiveMessage"),
            Shapes.service("sts", "sts", null, List.of(Protocol.AWS_QUERY), "GetCallerIdentity", "AssumeRole"),
            Shapes.service("iam", "iam", null, List.of(Protocol.AWS_QUERY), "CreateUser"),
            Shapes.service("ec2", "ec2", null, List.of(Protocol.EC2_QUERY), "DescribeRegions"),
            Shapes.service("kms", "kms", "TrentService", List.of(Protocol.AWS_JSON_1_1), "CreateKey"),
            Shapes.service(
                    "cloudwatch",
                    "monitoring",
                    "GraniteServiceVersion20100801",
                    List.of(Protocol.RPC_V2_CBOR, Protocol.AWS_JSON_1_0, Protocol.AWS_QUERY),
                    "PutMetricData"),
            Shapes.service(
                    "account",
                    "account",
                    null,
                    List.of(Protocol.REST_JSON),
                    "GetContactInformation POST /getContactInformation"),
            Shapes.service(
                    "lambda",
                    "lambda",
                    null,
                    List.of(Protocol.REST_JSON),
                    "ListFunctions GET /2015-03-31/functions/",
                    "GetFunction GET /2015-03-31/functions/{FunctionName}",
                    "TagResource POST /2017-03-31/tags/{ARN+}"),
            Shapes.service(
                    "s3",
                    "s3",
                    null,
                    List.of(Protocol.S3),
                    "ListBuckets GET /",
                    "ListDirectoryBuckets GET /",
                    "CreateBucket PUT /{Bucket}",
                    "ListObjects GET /{Bucket}",
                    "ListObjectsV2 GET /{Bucket}?list-type=2",
                    "GetBucketAcl GET /{Bucket}?acl",
                    "GetBucketMetricsConfiguration GET /{Bucket}?metrics",
                    "ListBucketMetricsConfigurations GET /{Bucket}?metrics",
                    "DeleteObjects POST /{Bucket}?delete",
                    "GetObject GET /{Bucket}/{Key+}",
                    "GetObjectAcl GET /{Bucket}/{Key+}?acl",
                    "PutObject PUT /{Bucket}/{Key+}",
                    "CopyObject PUT /{Bucket}/{Key+}",
                    "UploadPart PUT /{Bucket}/{Key+}",
                    "UploadPartCopy PUT /{Bucket}/{Key+}",
                    "ListParts GET /{Bucket}/{Key+}",
                    "CompleteMultipartUpload POST /{Bucket}/{Key+}",
                    "CreateMultipartUpload POST /{Bucket}/{Key+}?uploads",
                    "HeadObject HEAD /{Bucket}/{Key+}")));

    private static MemoryRequest.Builder signed(String method, String target, String scope) {
        return MemoryRequest.of(method, target)
                .header("Host", "localhost:4566")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIA/20261124/us-east-1/" + scope
                                + "/aws4_request, SignedHeaders=host, Signature=00");
    }

    private static Route.Found found(MemoryRequest.Builder request) {
        Route route = ROUTER.route(request.build());
        assertThat(route).isInstanceOf(Route.Found.class);
        return (Route.Found) route;
    }

    private static Route.Unknown unknown(MemoryRequest.Builder request) {
        Route route = ROUTER.route(request.build());
        assertThat(route).isInstanceOf(Route.Unknown.class);
        return (Route.Unknown) route;
    }

    private static MemoryRequest.Builder form(MemoryRequest.Builder request, String form) {
        return request.header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .body(form.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, ListBuckets",
        "GET, /b, ListObjects",
        "GET, /b/, ListObjects",
        "GET, /b?list-type=2&prefix=a, ListObjectsV2",
        "GET, /b?list-type=3, ListObjects",
        "GET, /b?acl, GetBucketAcl",
        "GET, /b?metrics, ListBucketMetricsConfigurations",
        "GET, /b?metrics&id=x, GetBucketMetricsConfiguration",
        "POST, /b?delete=, DeleteObjects",
        "GET, /b/k, GetObject",
        "GET, /b//, GetObject",
        "GET, /b/k?acl&versionId=1, GetObjectAcl",
        "GET, /b/k?uploadId=u, ListParts",
        "PUT, /b/k, PutObject",
        "PUT, /b/k?partNumber=1&uploadId=u, UploadPart",
        "POST, /b/k?uploads, CreateMultipartUpload",
        "POST, /b/k?uploadId=u, CompleteMultipartUpload",
        "GET, /b/k?unknown=1, GetObject",
    })
    void s3OperationFollowsMethodLevelAndSubresource(String method, String target, String operation) {
        assertThat(found(signed(method, target, "s3")).entry().name()).isEqualTo(operation);
        assertThat(found(MemoryRequest.of(method, target).header("Host", "127.0.0.1:4566"))
                        .entry()
                        .name())
                .as("anonymous")
                .isEqualTo(operation);
    }

    @Test
    void s3CopiesAreToldByTheirHeader() {
        assertThat(found(signed("PUT", "/b/k", "s3").header("x-amz-copy-source", "/a/k"))
                        .entry()
                        .name())
                .isEqualTo("CopyObject");
        assertThat(found(signed("PUT", "/b/k?partNumber=1&uploadId=u", "s3").header("X-Amz-Copy-Source", "/a/k"))
                        .entry()
                        .name())
                .isEqualTo("UploadPartCopy");
    }

    @ParameterizedTest
    @CsvSource({
        "/b/a//b, a//b",
        "/b//a, /a",
        "/b/a%2Fb, a%2Fb",
        "/b/a+b, a+b",
        "/b/../c, ../c",
        "/b/%E2%82%AC, %E2%82%AC",
        "/b/a/, a/"
    })
    void s3KeyStaysRaw(String path, String key) {
        assertThat(found(signed("GET", path, "s3")).labels().get("Key")).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "photos.s3.localhost:4566, photos",
        "photos.localhost:4566, photos",
        "my.photos.s3.eu-west-1.localhost, my.photos",
        "photos.s3.localhost.localstack.cloud:4566, photos",
        "photos.s3.eu-west-1.amazonaws.com, photos",
        "photos.s3-eu-west-1.amazonaws.com, photos",
        "photos.s3.dualstack.eu-west-1.amazonaws.com, photos",
        "s3.photos.s3.localhost, s3.photos",
        "PHOTOS.S3.LOCALHOST, photos"
    })
    void bucketComesFromTheHost(String host, String bucket) {
        Route.Found route = found(MemoryRequest.of("GET", "/a/b").header("Host", host));
        assertThat(route.entry().name()).isEqualTo("GetObject");
        assertThat(route.labels().get("Bucket")).isEqualTo(bucket);
        assertThat(route.labels().get("Key")).isEqualTo("a/b");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:4566",
        "127.0.0.1:4566",
        "[::1]:4566",
        "s3.localhost:4566",
        "s3.amazonaws.com",
        "cloud.example.com"
    })
    void hostWithoutBucketMeansPathStyle(String host) {
        Route.Found route = found(MemoryRequest.of("GET", "/a/b").header("Host", host));
        assertThat(route.labels().get("Bucket")).isEqualTo("a");
        assertThat(route.labels().get("Key")).isEqualTo("b");
    }

    @Test
    void s3PostOfAFormIsABrowsersUpload() {
        MemoryRequest.Builder request = MemoryRequest.of("POST", "/b")
                .header("Host", "localhost")
                .header("Content-Type", "multipart/form-data; boundary=x");
        assertThat(ROUTER.route(request.build()))
                .isInstanceOfSatisfying(
                        Route.PostObject.class,
                        post -> assertThat(post.bucket()).isEqualTo("b"));
        assertThat(unknown(signed("POST", "/b", "s3")).error().code()).isEqualTo("PreconditionFailed");
    }

    @Test
    void s3RefusesMethodsInItsOwnForm() {
        Route.Unknown route = unknown(signed("PATCH", "/b/k", "s3"));
        assertThat(route.protocol()).isEqualTo(Protocol.S3);
        assertThat(route.error().code()).isEqualTo("MethodNotAllowed");
        assertThat(route.error().status()).isEqualTo(405);
        assertThat(route.error().details()).containsEntry("Method", "PATCH").containsEntry("ResourceType", "OBJECT");
    }

    @Test
    void s3ObjectMayLookLikeAForm() {
        MemoryRequest.Builder put = signed("PUT", "/b/k", "s3");
        assertThat(found(form(put, "Action=CreateUser&Version=2010-05-08"))
                        .entry()
                        .name())
                .isEqualTo("PutObject");
    }

    @Test
    void targetHeaderNamesServiceAndOperation() {
        Route.Found route = found(signed("POST", "/", "sqs")
                .header("x-amz-target", "AmazonSQS.SendMessage")
                .header("Content-Type", "application/x-amz-json-1.0"));
        assertThat(route.service().id()).isEqualTo("sqs");
        assertThat(route.protocol()).isEqualTo(Protocol.AWS_JSON_1_0);
    }

    @Test
    void unknownTargetIsRefusedInJson() {
        Route.Unknown route = unknown(signed("POST", "/", "kms").header("X-Amz-Target", "TrentService.Fly"));
        assertThat(route.error().code()).isEqualTo("UnknownOperationException");
        assertThat(route.error().status()).isEqualTo(400);
        assertThat(route.protocol()).isEqualTo(Protocol.AWS_JSON_1_1);
        assertThat(unknown(signed("POST", "/", "kms").header("X-Amz-Target", "Nobody.Fly"))
                        .service())
                .isNull();
    }

    @Test
    void cborNamesServiceAndOperationInThePath() {
        String path = "/service/GraniteServiceVersion20100801/operation/PutMetricData";
        Route.Found route = found(signed("POST", path, "monitoring").header("smithy-protocol", "rpc-v2-cbor"));
        assertThat(route.service().id()).isEqualTo("cloudwatch");
        assertThat(route.protocol()).isEqualTo(Protocol.RPC_V2_CBOR);
        assertThat(unknown(signed("POST", path + "s", "monitoring").header("smithy-protocol", "rpc-v2-cbor"))
                        .error()
                        .code())
                .isEqualTo("UnknownOperationException");
    }

    @Test
    void actionInTheFormNamesTheOperation() {
        Route.Found route =
                found(form(signed("POST", "/", "iam"), "Action=CreateUser&Version=2010-05-08&UserName=a+b"));
        assertThat(route.service().id()).isEqualTo("iam");
        assertThat(route.parameters().get("UserName")).isEqualTo("a b");
    }

    @Test
    void actionInTheQueryNamesTheOperation() {
        Route.Found route = found(signed("GET", "/?Action=GetCallerIdentity&Version=2011-06-15", "sts"));
        assertThat(route.entry().name()).isEqualTo("GetCallerIdentity");
    }

    @Test
    void unsignedQueryIsFoundByItsAction() {
        MemoryRequest.Builder request = MemoryRequest.of("POST", "/").header("Host", "localhost:4566");
        assertThat(found(form(request, "Action=AssumeRole&Version=2011-06-15"))
                        .service()
                        .id())
                .isEqualTo("sts");
    }

    @Test
    void queryToAQueueUrlIsStillAQuery() {
        MemoryRequest.Builder request = signed("POST", "/000000000000/queue", "sqs");
        assertThat(found(form(request, "Action=SendMessage&MessageBody=x"))
                        .entry()
                        .name())
                .isEqualTo("SendMessage");
    }

    @Test
    void whatNoQueueCanDoIsInvalidOnItsUrl() {
        Map<String, String> texts = Map.of(
                "MessageBody=x",
                "The action or operation requested is invalid. Verify that the action is typed correctly.",
                "Action=CreateQueue&QueueName=x",
                "The action CreateQueue is not valid for this endpoint.",
                "Action=Fly",
                "The action Fly is not valid for this endpoint.");
        texts.forEach((body, text) -> {
            Route.Unknown route = unknown(form(signed("POST", "/000000000000/queue", "sqs"), body));
            assertThat(route.error().code()).isEqualTo("InvalidAction");
            assertThat(route.error().text()).hasValue(text);
        });
        assertThat(unknown(form(signed("POST", "/", "sqs"), "Action=Fly&Version=2012-11-05"))
                        .error()
                        .text())
                .hasValue("The action Fly is not valid for this endpoint.");
    }

    @Test
    void unknownActionIsRefusedWithAwsText() {
        Route.Unknown route = unknown(form(signed("POST", "/", "iam"), "Action=Fly&Version=2010-05-08"));
        assertThat(route.protocol()).isEqualTo(Protocol.AWS_QUERY);
        assertThat(route.error().code()).isEqualTo("InvalidAction");
        assertThat(route.error().text()).contains("Could not find operation Fly for version 2010-05-08");
        assertThat(unknown(form(signed("POST", "/", "sts"), "Action=GetCallerIdentity"))
                        .error()
                        .text())
                .contains("Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED");
    }

    @Test
    void unknownEc2ActionIsRefusedInItsForm() {
        Route.Unknown route = unknown(form(signed("POST", "/", "ec2"), "Action=Fly&Version=2016-11-15"));
        assertThat(route.protocol()).isEqualTo(Protocol.EC2_QUERY);
        assertThat(route.error().text()).contains("The action Fly is not valid for this web service.");
    }

    @Test
    void restTemplatesMatchWithAndWithoutSlashAtTheEnd() {
        assertThat(found(signed("GET", "/2015-03-31/functions", "lambda"))
                        .entry()
                        .name())
                .isEqualTo("ListFunctions");
        assertThat(found(signed("GET", "/2015-03-31/functions/", "lambda"))
                        .entry()
                        .name())
                .isEqualTo("ListFunctions");
        Route.Found one = found(signed("GET", "/2015-03-31/functions/a%3Ab", "lambda"));
        assertThat(one.labels().get("FunctionName")).isEqualTo("a%3Ab");
        Route.Found tags = found(signed("POST", "/2017-03-31/tags/arn:aws:x/y", "lambda"));
        assertThat(tags.labels().get("ARN")).isEqualTo("arn:aws:x/y");
    }

    @Test
    void hostNamesTheServiceOfAnUnsignedRequest() {
        MemoryRequest.Builder request =
                MemoryRequest.of("POST", "/getContactInformation").header("Host", "account.us-east-1.localhost");
        assertThat(found(request).service().id()).isEqualTo("account");
    }

    @Test
    void wrongMethodAndPathOfARestServiceAreRefused() {
        assertThat(unknown(signed("PATCH", "/2015-03-31/functions", "lambda"))
                        .error()
                        .status())
                .isEqualTo(405);
        assertThat(unknown(signed("GET", "/nowhere", "lambda")).error().code()).isEqualTo("UnknownOperationException");
    }

    @Test
    void serviceThatNoModelDescribesIsRefusedAlikeInEveryProtocol() {
        Map<Route.Unknown, Protocol> refusals = Map.of(
                unknown(signed("GET", "/", "braket")), Protocol.REST_JSON,
                unknown(signed("GET", "/2013-04-01/hostedzone", "route53")), Protocol.REST_XML,
                unknown(form(signed("POST", "/", "sns"), "Action=ListTopics")), Protocol.AWS_QUERY,
                unknown(signed("POST", "/", "dynamodb")
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")),
                        Protocol.AWS_JSON_1_0,
                unknown(signed("POST", "/service/X/operation/Y", "braket").header("smithy-protocol", "rpc-v2-cbor")),
                        Protocol.RPC_V2_CBOR);
        assertThat(refusals).hasSize(5).allSatisfy((route, protocol) -> {
            assertThat(route.protocol()).isEqualTo(protocol);
            assertThat(route.error().code()).isEqualTo("NotImplemented");
            assertThat(route.error().status()).isEqualTo(501);
            assertThat(route.error().text().orElseThrow())
                    .matches("The service \\w+ is not served\\. Served are: account, .*, sts\\.");
        });
        assertThat(unknown(MemoryRequest.of("POST", "/").header("X-Amz-Target", "DynamoDB_20120810.ListTables"))
                        .error()
                        .text()
                        .orElseThrow())
                .startsWith("The service DynamoDB_20120810 is not served");
    }
}
