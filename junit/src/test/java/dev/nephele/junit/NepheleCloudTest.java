package dev.nephele.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NepheleCloudTest {
    private static final int SMALL = 100;
    private static final int LARGE = 100_000;

    @AutoClose
    private final NepheleCloud cloud = NepheleCloud.start();

    private static S3Client bucket(Account account, String name) {
        S3Client s3 = account.client(S3Client.class);
        s3.createBucket(bucket -> bucket.bucket(name));
        return s3;
    }

    private static void put(S3Client s3, String bucket, String key, int size) {
        s3.putObject(object -> object.bucket(bucket).key(key), RequestBody.fromBytes(new byte[size]));
    }

    private static int size(S3Client s3, String bucket, String key) {
        return s3.getObjectAsBytes(object -> object.bucket(bucket).key(key)).asByteArray().length;
    }

    @Test
    void makesAccountsApart() {
        Account one = cloud.newAccount();
        Account other = cloud.newAccount();
        bucket(one, "apart");
        assertThat(one.client(StsClient.class).getCallerIdentity().arn())
                .isEqualTo("arn:aws:iam::" + one.id() + ":root");
        assertThat(other.client(S3Client.class).listBuckets().buckets()).isEmpty();
    }

    @Test
    void hasADefaultAccount() {
        assertThat(cloud.account().client(StsClient.class).getCallerIdentity().account())
                .isEqualTo("000000000000");
    }

    @Test
    void makesClientsOfEveryKind() throws Exception {
        Account account = cloud.newAccount();
        put(bucket(account, "kinds"), "kinds", "key", SMALL);
        assertThat(account.client(S3AsyncClient.class).listBuckets().join().buckets())
                .hasSize(1);
        var url = account.client(S3Presigner.class)
                .presignGetObject(presigned -> presigned
                        .signatureDuration(Duration.ofMinutes(1))
                        .getObjectRequest(object -> object.bucket("kinds").key("key")))
                .url();
        try (var in = url.openStream()) {
            assertThat(in.readAllBytes()).hasSize(SMALL);
        }
    }

    @Test
    void keepsAClientUntilItsAccountIsClosed() {
        Account account = cloud.newAccount();
        SqsClient sqs = account.client(SqsClient.class);
        assertThat(account.client(SqsClient.class)).isSameAs(sqs);
        assertThat(account.in("eu-west-1").client(SqsClient.class)).isNotSameAs(sqs);
        account.close();
        assertThatThrownBy(sqs::listQueues).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, Map.class, QueueAttributeName.class})
    void refusesWhatIsNoClient(Class<?> type) {
        assertThatThrownBy(() -> cloud.account().client(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a client");
    }

    @Test
    void signsInTheRegionThatIsAskedFor() {
        SqsClient sqs = cloud.newAccount().in("eu-central-1").client(SqsClient.class);
        String url = sqs.createQueue(queue -> queue.queueName("far")).queueUrl();
        assertThat(sqs.getQueueAttributes(asked -> asked.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes())
                .hasEntrySatisfying(
                        QueueAttributeName.QUEUE_ARN, arn -> assertThat(arn).startsWith("arn:aws:sqs:eu-central-1:"));
    }

    @Test
    void holdsAUserToItsPoliciesAndSaysWhy() {
        Account account = cloud.newAccount();
        put(bucket(account, "held"), "held", "key", SMALL);
        S3Client reader = account.user("reader", """
                        {"Version": "2012-10-17", "Statement": {"Sid": "Reads", "Effect": "Allow",
                         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::held/*"}}""").client(S3Client.class);
        var got = reader.getObjectAsBytes(object -> object.bucket("held").key("key"));
        Decision allowed = cloud.explain(got.response().responseMetadata().requestId());
        assertThat(allowed.rulings())
                .containsExactly(new Decision.Ruling(
                        "s3:GetObject",
                        "arn:aws:s3:::held/key",
                        true,
                        "identity",
                        allowed.rulings().getFirst().policy(),
                        "Reads"));
        assertThatThrownBy(() ->
                        reader.deleteObject(object -> object.bucket("held").key("key")))
                .isInstanceOfSatisfying(S3Exception.class, refused -> {
                    Decision decision = cloud.explain(refused.requestId());
                    assertThat(decision.allowed()).isFalse();
                    assertThat(decision.service() + ':' + decision.operation()).isEqualTo("s3:DeleteObject");
                    assertThat(decision.caller()).isEqualTo("arn:aws:iam::" + account.id() + ":user/reader");
                    assertThat(decision.rulings().getFirst().allowed()).isFalse();
                    assertThat(decision).asString().contains("DENIED since nothing allows it", "s3:DeleteObject");
                });
    }

    @Test
    void saysWhyIamMakesNoUser() {
        Account account = cloud.newAccount();
        account.user("alice");
        assertThatThrownBy(() -> account.user("alice"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("EntityAlreadyExists: User with name alice already exists.");
        assertThatThrownBy(() -> account.user("bob", "{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MalformedPolicyDocument: ");
    }

    @Test
    void explainsNoUnknownCall() {
        assertThatThrownBy(() -> cloud.explain("00000000-0000-0000-0000-000000000000"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No such request.");
        assertThatThrownBy(() -> cloud.explain("../clock")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void movesTime() {
        try (NepheleCloud moved = NepheleCloud.start()) {
            Instant before = moved.clock().now();
            moved.clock().advance(Duration.ofDays(91));
            assertThat(moved.clock().now()).isAfterOrEqualTo(before.plus(Duration.ofDays(91)));
            Instant later = before.plus(Duration.ofDays(365));
            moved.clock().freeze();
            moved.clock().set(later);
            assertThat(moved.clock().now()).isEqualTo(later);
            moved.clock().thaw();
            assertThat(moved.clock().now()).isAfter(later);
            assertThatThrownBy(() -> moved.clock().set(before))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Time never goes back.");
            // A client's signature is of the machine's time.
            assertThat(moved.account().client(S3Client.class).listBuckets().buckets())
                    .isEmpty();
        }
    }

    /** Small objects are rows, large ones files, and a message that is delayed is a timer. */
    @Test
    void forksAllThatThereIs() {
        try (NepheleCloud first = NepheleCloud.start()) {
            Account account = first.newAccount();
            S3Client s3 = bucket(account, "forked");
            put(s3, "forked", "small", SMALL);
            put(s3, "forked", "large", LARGE);
            SqsClient sqs = account.client(SqsClient.class);
            String url = sqs.createQueue(queue ->
                            queue.queueName("later").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "43200")))
                    .queueUrl();
            sqs.sendMessage(
                    message -> message.queueUrl(url).messageBody("hello").delaySeconds(900));
            first.clock().advance(Duration.ofDays(3));
            sqs.sendMessage(message -> message.queueUrl(url).messageBody("late").delaySeconds(900));
            try (NepheleCloud second = first.fork()) {
                Account copied = account.in(second);
                S3Client copy = copied.client(S3Client.class);
                assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
                assertThat(Duration.between(first.clock().now(), second.clock().now()))
                        .isLessThan(Duration.ofHours(1));
                assertThat(size(copy, "forked", "small")).isEqualTo(SMALL);
                s3.deleteObject(object -> object.bucket("forked").key("large"));
                assertThat(size(copy, "forked", "large")).isEqualTo(LARGE);
                copy.deleteObject(object -> object.bucket("forked").key("small"));
                assertThat(size(s3, "forked", "small")).isEqualTo(SMALL);
                assertThatThrownBy(() -> size(copy, "forked", "small")).isInstanceOf(NoSuchKeyException.class);
                String own = copied.client(SqsClient.class)
                        .getQueueUrl(queue -> queue.queueName("later"))
                        .queueUrl();
                assertThat(own).startsWith(second.endpoint().toString());
                assertThat(received(copied, own)).isOne();
                second.clock().advance(Duration.ofMinutes(15));
                assertThat(received(copied, own)).isOne();
                assertThat(received(account, url)).isOne();
                assertThat(received(account, url)).isZero();
            }
        }
    }

    private static int received(Account account, String url) {
        return account.client(SqsClient.class)
                .receiveMessage(
                        message -> message.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
                .messages()
                .size();
    }

    @Test
    void leavesNothingBehind() {
        NepheleCloud brief = NepheleCloud.start();
        put(bucket(brief.account(), "brief"), "brief", "large", LARGE);
        Path data = brief.data();
        assertThat(data).isDirectoryRecursivelyContaining("glob:**scratch/**");
        brief.close();
        assertThat(Files.exists(data)).isFalse();
        assertThatThrownBy(() -> brief.clock().now()).isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    void isNotMovedNorClosedBySharers() {
        NepheleCloud shared = cloud.shared();
        assertThatThrownBy(() -> shared.clock().advance(Duration.ofDays(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CLOUD_PER_CLASS");
        assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class);
        assertThat(shared.clock().now()).isNotNull();
    }

    /** As the page of users has it. */
    @Test
    void needsNoJUnit() {
        try (NepheleCloud cloud = NepheleCloud.start()) {
            S3Client s3 = cloud.newAccount().client(S3Client.class);
            s3.createBucket(bucket -> bucket.bucket("ledger"));
        }
    }

    /** The quickest of many, which no other load of the machine makes quicker. */
    @Test
    void isForkedInFiftyMilliseconds() {
        bucket(cloud.newAccount(), "quick");
        long fork = Long.MAX_VALUE;
        long account = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            try (NepheleCloud copy = cloud.fork()) {
                fork = Math.min(fork, System.nanoTime() - begun);
            }
            begun = System.nanoTime();
            cloud.newAccount();
            account = Math.min(account, System.nanoTime() - begun);
        }
        assertThat(Duration.ofNanos(fork)).isLessThan(Duration.ofMillis(50));
        assertThat(Duration.ofNanos(account)).isLessThan(Duration.ofMillis(50));
    }
}
