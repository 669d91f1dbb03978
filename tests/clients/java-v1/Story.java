import com.amazonaws.HttpMethod;
import com.amazonaws.auth.AWSCredentials;
import com.amazonaws.auth.AWSCredentialsProvider;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.auth.STSAssumeRoleSessionCredentialsProvider;
import com.amazonaws.client.builder.AwsClientBuilder;
import com.amazonaws.services.identitymanagement.AmazonIdentityManagement;
import com.amazonaws.services.identitymanagement.AmazonIdentityManagementClientBuilder;
import com.amazonaws.services.identitymanagement.model.CreateAccessKeyRequest;
import com.amazonaws.services.identitymanagement.model.CreateRoleRequest;
import com.amazonaws.services.identitymanagement.model.CreateUserRequest;
import com.amazonaws.services.identitymanagement.model.GetUserRequest;
import com.amazonaws.services.identitymanagement.model.ListUserPoliciesRequest;
import com.amazonaws.services.identitymanagement.model.PutRolePolicyRequest;
import com.amazonaws.services.identitymanagement.model.PutUserPolicyRequest;
import com.amazonaws.services.identitymanagement.waiters.AmazonIdentityManagementWaiters;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.AmazonS3Exception;
import com.amazonaws.services.s3.model.HeadBucketRequest;
import com.amazonaws.services.s3.model.ListObjectsV2Request;
import com.amazonaws.services.s3.model.ListObjectsV2Result;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.s3.model.S3Object;
import com.amazonaws.services.s3.model.S3ObjectSummary;
import com.amazonaws.services.s3.transfer.TransferManager;
import com.amazonaws.services.s3.transfer.TransferManagerBuilder;
import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClientBuilder;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.CreateQueueRequest;
import com.amazonaws.services.sqs.model.Message;
import com.amazonaws.services.sqs.model.ReceiveMessageRequest;
import com.amazonaws.services.sqs.model.SendMessageRequest;
import com.amazonaws.util.IOUtils;
import com.amazonaws.waiters.WaiterParameters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The story that every client tells: each step that went as AWS would have it is printed. */
public final class Story {
    private final AwsClientBuilder.EndpointConfiguration endpoint =
            new AwsClientBuilder.EndpointConfiguration(System.getenv("AWS_ENDPOINT_URL"), "us-east-1");
    private final AWSCredentialsProvider root =
            keys(System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY"));
    private final String account = System.getenv("STORY_ACCOUNT");
    private final String bucket = System.getenv("STORY_BUCKET");

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Story().tell();
    }

    private void tell() throws IOException, InterruptedException {
        AmazonIdentityManagement iam = client(AmazonIdentityManagementClientBuilder.standard(), root);
        AmazonS3 s3 = s3(root);
        AWSCredentialsProvider alice = people(iam);
        objects(s3);
        refusal(s3(alice));
        presigned(s3);
        role(iam, alice);
        pages(s3);
        messages(client(AmazonSQSClientBuilder.standard(), root));
    }

    private static AWSCredentialsProvider keys(String id, String secret) {
        AWSCredentials keys = new BasicAWSCredentials(id, secret);
        return new AWSStaticCredentialsProvider(keys);
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder, AWSCredentialsProvider who) {
        return builder.withEndpointConfiguration(endpoint).withCredentials(who).build();
    }

    private AmazonS3 s3(AWSCredentialsProvider who) {
        return client(AmazonS3ClientBuilder.standard().withPathStyleAccessEnabled(true), who);
    }

    private static String allow(String actions, String resource) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [%s], "Resource": "%s"}]}"""
                .formatted(actions, resource);
    }

    private AWSCredentialsProvider people(AmazonIdentityManagement iam) {
        GetUserRequest alice = new GetUserRequest().withUserName("alice");
        iam.createUser(new CreateUserRequest("alice"));
        new AmazonIdentityManagementWaiters(iam).userExists().run(new WaiterParameters<>(alice));
        step("user", iam.getUser(alice).getUser().getArn().equals("arn:aws:iam::" + account + ":user/alice"));
        var key = iam.createAccessKey(new CreateAccessKeyRequest("alice")).getAccessKey();
        step("key", key.getAccessKeyId().startsWith("AKIA"));
        iam.putUserPolicy(new PutUserPolicyRequest("alice", "reads", allow("\"s3:GetObject\", \"sts:AssumeRole\"", "*")));
        step("policy", iam.listUserPolicies(new ListUserPoliciesRequest("alice")).getPolicyNames().equals(List.of("reads")));
        return keys(key.getAccessKeyId(), key.getSecretAccessKey());
    }

    private void objects(AmazonS3 s3) throws IOException, InterruptedException {
        s3.createBucket(bucket);
        s3.waiters().bucketExists().run(new WaiterParameters<>(new HeadBucketRequest(bucket)));
        step("bucket", s3.listBuckets().stream().anyMatch(each -> each.getName().equals(bucket)));
        s3.putObject(bucket, "text", "grüße\n");
        try (S3Object text = s3.getObject(bucket, "text")) {
            step("text", IOUtils.toString(text.getObjectContent()).equals("grüße\n")
                    && text.getObjectMetadata().getContentType().equals("text/plain"));
        }
        byte[] large = new byte[20 << 20];
        new Random(7).nextBytes(large);
        ObjectMetadata metadata = new ObjectMetadata();
        metadata.setContentLength(large.length);
        TransferManager transfers = TransferManagerBuilder.standard()
                .withS3Client(s3)
                .withMultipartUploadThreshold(8L << 20)
                .withMinimumUploadPartSize(8L << 20)
                .build();
        transfers.upload(bucket, "large", new ByteArrayInputStream(large), metadata).waitForCompletion();
        transfers.shutdownNow(false);
        try (S3Object back = s3.getObject(bucket, "large")) {
            step("large", Arrays.equals(IOUtils.toByteArray(back.getObjectContent()), large)
                    && back.getObjectMetadata().getETag().endsWith("-3"));
        }
    }

    private void refusal(AmazonS3 hers) {
        try {
            hers.putObject(bucket, "forged", "x");
        } catch (AmazonS3Exception refused) {
            step("refusal", refused.getStatusCode() == 403
                    && refused.getErrorCode().equals("AccessDenied")
                    && refused.getErrorMessage().equals(
                            "User: arn:aws:iam::%s:user/alice is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::%s/forged\" because no identity-based policy allows the s3:PutObject action"
                                    .formatted(account, bucket)));
        }
    }

    private void presigned(AmazonS3 s3) throws IOException, InterruptedException {
        Date expires = Date.from(Instant.now().plus(Duration.ofMinutes(5)));
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI put = URI.create(s3.generatePresignedUrl(bucket, "presigned", expires, HttpMethod.PUT).toString());
            var sent = HttpRequest.newBuilder(put).PUT(HttpRequest.BodyPublishers.ofString("by hand")).build();
            step("presigned put", http.send(sent, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
            URI get = URI.create(s3.generatePresignedUrl(bucket, "presigned", expires).toString());
            step("presigned get", http.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .equals("by hand"));
        }
    }

    private void role(AmazonIdentityManagement iam, AWSCredentialsProvider alice) {
        iam.createRole(new CreateRoleRequest().withRoleName("reader").withAssumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"AWS": "arn:aws:iam::%s:user/alice"}, "Action": "sts:AssumeRole"}]}"""
                .formatted(account)));
        iam.putRolePolicy(new PutRolePolicyRequest()
                .withRoleName("reader")
                .withPolicyName("reads")
                .withPolicyDocument(allow("\"s3:GetObject\"", "arn:aws:s3:::" + bucket + "/text")));
        AWSSecurityTokenService sts = client(AWSSecurityTokenServiceClientBuilder.standard(), alice);
        try (var session = new STSAssumeRoleSessionCredentialsProvider.Builder(
                        "arn:aws:iam::" + account + ":role/reader", "story")
                .withStsClient(sts)
                .build()) {
            String who = client(AWSSecurityTokenServiceClientBuilder.standard(), session)
                    .getCallerIdentity(new GetCallerIdentityRequest())
                    .getArn();
            step("assumed role", who.equals("arn:aws:sts::" + account + ":assumed-role/reader/story")
                    && s3(session).getObjectAsString(bucket, "text").equals("grüße\n"));
        }
    }

    private void pages(AmazonS3 s3) {
        List<String> keys = IntStream.range(0, 7).mapToObj(number -> "pages/" + number).toList();
        keys.forEach(key -> s3.putObject(bucket, key, ""));
        ListObjectsV2Request asked =
                new ListObjectsV2Request().withBucketName(bucket).withPrefix("pages/").withMaxKeys(3);
        List<String> found = new ArrayList<>();
        int pages = 0;
        ListObjectsV2Result page;
        do {
            page = s3.listObjectsV2(asked);
            page.getObjectSummaries().stream().map(S3ObjectSummary::getKey).forEach(found::add);
            asked.setContinuationToken(page.getNextContinuationToken());
            pages++;
        } while (page.isTruncated());
        step("pages", pages == 3 && found.equals(keys));
    }

    private void messages(AmazonSQS sqs) throws InterruptedException {
        String queue = sqs.createQueue(new CreateQueueRequest(bucket + ".fifo")
                        .withAttributes(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")))
                .getQueueUrl();
        Thread sender = Thread.startVirtualThread(() -> {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException stopped) {
                return;
            }
            for (String body : List.of("first", "second", "first")) {
                sqs.sendMessage(new SendMessageRequest(queue, body).withMessageGroupId("g"));
            }
        });
        List<Message> polled = sqs.receiveMessage(
                        new ReceiveMessageRequest(queue).withWaitTimeSeconds(10).withMaxNumberOfMessages(1))
                .getMessages();
        sender.join();
        step("long poll", polled.size() == 1 && polled.getFirst().getBody().equals("first"));
        sqs.deleteMessage(queue, polled.getFirst().getReceiptHandle());
        List<String> rest = sqs.receiveMessage(new ReceiveMessageRequest(queue).withMaxNumberOfMessages(10))
                .getMessages().stream().map(Message::getBody).toList();
        String left = sqs.getQueueAttributes(queue, List.of("ApproximateNumberOfMessages"))
                .getAttributes()
                .get("ApproximateNumberOfMessages");
        step("fifo", rest.equals(List.of("second")) && left.equals("0"));
    }

    private static void step(String name, boolean good) {
        System.out.println((good ? "ok " : "WRONG ") + name);
    }
}
