import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

/** The story that every client tells: each step that went as AWS would have it is printed. */
public final class Story {
    private final URI endpoint = URI.create(System.getenv("AWS_ENDPOINT_URL"));
    private final AwsCredentials root =
            AwsBasicCredentials.create(System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY"));
    private final String account = System.getenv("STORY_ACCOUNT");
    private final String bucket = System.getenv("STORY_BUCKET");

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Story().tell();
    }

    private void tell() throws IOException, InterruptedException {
        try (IamClient iam = client(IamClient.builder(), root);
                S3Client s3 = s3(root)) {
            AwsCredentials alice = people(iam);
            objects(s3);
            try (S3Client hers = s3(alice)) {
                refusal(hers);
            }
            presigned();
            role(iam, alice);
            pages(s3);
        }
        messages();
    }

    private <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentials who) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(who))
                .build();
    }

    private S3Client s3(AwsCredentials who) {
        return client(S3Client.builder().forcePathStyle(true), who);
    }

    private AwsCredentials people(IamClient iam) {
        iam.createUser(user -> user.userName("alice"));
        iam.waiter().waitUntilUserExists(user -> user.userName("alice"));
        step("user", iam.getUser(user -> user.userName("alice")).user().arn()
                .equals("arn:aws:iam::" + account + ":user/alice"));
        var key = iam.createAccessKey(made -> made.userName("alice")).accessKey();
        step("key", key.accessKeyId().startsWith("AKIA"));
        iam.putUserPolicy(policy -> policy.userName("alice").policyName("reads").policyDocument("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"},
                  {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}""".formatted(bucket)));
        step("policy", iam.listUserPolicies(listed -> listed.userName("alice")).policyNames().equals(List.of("reads")));
        return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    private void objects(S3Client s3) {
        s3.createBucket(made -> made.bucket(bucket));
        s3.waiter().waitUntilBucketExists(made -> made.bucket(bucket));
        step("bucket", s3.listBuckets().buckets().stream().anyMatch(each -> each.name().equals(bucket)));
        s3.putObject(put -> put.bucket(bucket).key("text"), RequestBody.fromString("grüße\n"));
        var text = s3.getObjectAsBytes(get -> get.bucket(bucket).key("text"));
        step("text", text.asUtf8String().equals("grüße\n")
                && text.response().contentType().equals("text/plain; charset=UTF-8"));
        byte[] large = new byte[20 << 20];
        new Random(7).nextBytes(large);
        s3.putObject(put -> put.bucket(bucket).key("large"), RequestBody.fromBytes(large));
        step("large", Arrays.equals(
                s3.getObjectAsBytes(get -> get.bucket(bucket).key("large")).asByteArray(), large));
    }

    private void refusal(S3Client hers) {
        try {
            hers.putObject(put -> put.bucket(bucket).key("forged"), RequestBody.fromString("x"));
        } catch (S3Exception refused) {
            step("refusal", refused.statusCode() == 403
                    && refused.awsErrorDetails().errorCode().equals("AccessDenied")
                    && refused.awsErrorDetails().errorMessage().equals(
                            "User: arn:aws:iam::%s:user/alice is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::%s/forged\" because no identity-based policy allows the s3:PutObject action"
                                    .formatted(account, bucket)));
        }
    }

    private void presigned() throws IOException, InterruptedException {
        try (S3Presigner presigner = S3Presigner.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(root))
                        .serviceConfiguration(
                                S3Configuration.builder().pathStyleAccessEnabled(true).build())
                        .build();
                HttpClient http = HttpClient.newHttpClient()) {
            URI put = URI.create(presigner
                    .presignPutObject(signed -> signed.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(object -> object.bucket(bucket).key("presigned")))
                    .url()
                    .toString());
            int status = http.send(
                            HttpRequest.newBuilder(put)
                                    .PUT(HttpRequest.BodyPublishers.ofString("by hand"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            step("presigned put", status == 200);
            URI get = URI.create(presigner
                    .presignGetObject(signed -> signed.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(object -> object.bucket(bucket).key("presigned")))
                    .url()
                    .toString());
            String body = http.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            step("presigned get", body.equals("by hand"));
        }
    }

    private void role(IamClient iam, AwsCredentials alice) {
        iam.createRole(role -> role.roleName("reader").assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"AWS": "arn:aws:iam::%s:user/alice"}, "Action": "sts:AssumeRole"}]}"""
                .formatted(account)));
        iam.putRolePolicy(policy -> policy.roleName("reader").policyName("reads").policyDocument("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/text"}]}"""
                .formatted(bucket)));
        try (StsClient sts = client(StsClient.builder(), alice)) {
            var assumed = sts.assumeRole(
                    role -> role.roleArn("arn:aws:iam::" + account + ":role/reader").roleSessionName("story"));
            var keys = assumed.credentials();
            AwsCredentials session =
                    AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
            try (StsClient asReader = client(StsClient.builder(), session);
                    S3Client s3 = s3(session)) {
                String who = asReader.getCallerIdentity().arn();
                String text = s3.getObjectAsBytes(get -> get.bucket(bucket).key("text")).asUtf8String();
                step("assumed role", text.equals("grüße\n")
                        && who.equals("arn:aws:sts::" + account + ":assumed-role/reader/story"));
            }
        }
    }

    private void pages(S3Client s3) {
        for (int i = 0; i < 7; i++) {
            String key = "pages/" + i;
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.empty());
        }
        long pages = s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix("pages/").maxKeys(3)).stream().count();
        List<String> keys = s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix("pages/").maxKeys(3)).contents()
                .stream().map(each -> each.key()).toList();
        step("pages", pages == 3 && keys.equals(IntStream.range(0, 7).mapToObj(i -> "pages/" + i).toList()));
    }

    private void messages() throws InterruptedException {
        try (SqsClient sqs = client(SqsClient.builder(), root)) {
            String queue = sqs.createQueue(made -> made.queueName(bucket + ".fifo")
                            .attributesWithStrings(java.util.Map.of(
                                    "FifoQueue", "true", "ContentBasedDeduplication", "true")))
                    .queueUrl();
            Thread sender = Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(1_000);
                } catch (InterruptedException stopped) {
                    return;
                }
                for (String body : List.of("first", "second", "first")) {
                    sqs.sendMessage(sent -> sent.queueUrl(queue).messageGroupId("g").messageBody(body));
                }
            });
            List<Message> polled = sqs.receiveMessage(
                            asked -> asked.queueUrl(queue).waitTimeSeconds(10).maxNumberOfMessages(1))
                    .messages();
            sender.join();
            step("long poll", polled.size() == 1 && polled.getFirst().body().equals("first"));
            sqs.deleteMessage(gone ->
                    gone.queueUrl(queue).receiptHandle(polled.getFirst().receiptHandle()));
            List<String> rest = sqs.receiveMessage(asked -> asked.queueUrl(queue).maxNumberOfMessages(10))
                    .messages().stream().map(Message::body).toList();
            String left = sqs.getQueueAttributes(asked -> asked.queueUrl(queue)
                            .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .attributes()
                    .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
            step("fifo", rest.equals(List.of("second")) && left.equals("0"));
        }
    }

    private static void step(String name, boolean good) {
        System.out.println((good ? "ok " : "WRONG ") + name);
    }
}
