package com.example.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nephele.junit.Account;
import dev.nephele.junit.Caller;
import dev.nephele.junit.Decision;
import dev.nephele.junit.FromCloud;
import dev.nephele.junit.Isolation;
import dev.nephele.junit.Nephele;
import dev.nephele.junit.NepheleCloud;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The policy that is deployed with the application, tried on a user who has nothing else. */
@Nephele(Isolation.ACCOUNT_PER_TEST)
class PublisherPolicyTest {
    @FromCloud
    NepheleCloud cloud;

    @FromCloud
    Account account;

    private Reports published;
    private S3Client s3;
    private String bucket;

    @BeforeEach
    void prepare(S3Client rootS3, SqsClient rootSqs) throws IOException {
        bucket = "reports-" + account.id();
        rootS3.createBucket(made -> made.bucket(bucket));
        String queueUrl = rootSqs.createQueue(made -> made.queueName("reports")).queueUrl();
        Caller publisher = account.user("publisher", policy());
        s3 = publisher.client(S3Client.class);
        published = new Reports(s3, publisher.client(SqsClient.class), bucket, queueUrl);
    }

    private static String policy() throws IOException {
        try (var in = PublisherPolicyTest.class.getResourceAsStream("/publisher-policy.json")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void isEnoughToPublish() {
        published.publish("q3", "a good quarter");
    }

    @Test
    void isForReportsOnly() {
        S3Exception refused = assertThrows(
                S3Exception.class,
                () -> s3.putObject(object -> object.bucket(bucket).key("secrets/q3"), RequestBody.fromString("?")));
        assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());

        // The cloud knows why, however little AWS's answer says.
        Decision decision = cloud.explain(refused.requestId());
        assertFalse(decision.allowed());
        assertEquals("s3:PutObject", decision.rulings().getFirst().action());
        assertEquals(
                "arn:aws:s3:::" + bucket + "/secrets/q3",
                decision.rulings().getFirst().resource());
    }

    @Test
    void letsNobodyRead() {
        SqsException refused = assertThrows(SqsException.class, () -> published.workOn(text -> {}));
        // SQS, unlike other services, writes actions in small letters.
        assertTrue(
                refused.getMessage().contains("because no identity-based policy allows the sqs:receivemessage action"),
                refused.getMessage());
    }
}
