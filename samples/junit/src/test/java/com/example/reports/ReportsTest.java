package com.example.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nephele.junit.Account;
import dev.nephele.junit.Isolation;
import dev.nephele.junit.Nephele;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Each test has an AWS account of its own, so each begins with nothing and none sees another's buckets and queues. */
@Nephele(Isolation.ACCOUNT_PER_TEST)
class ReportsTest {
    private Reports reports;

    @BeforeEach
    void prepare(S3Client s3, SqsClient sqs, Account account) {
        // Names of buckets are unique in the cloud, as they are in AWS.
        String bucket = "reports-" + account.id();
        s3.createBucket(made -> made.bucket(bucket));
        String queueUrl = sqs.createQueue(made -> made.queueName("reports")).queueUrl();
        reports = new Reports(s3, sqs, bucket, queueUrl);
    }

    @Test
    void keepsWhatWasPublished() {
        reports.publish("q3", "a good quarter");
        assertEquals("a good quarter", reports.read("q3"));
    }

    @Test
    void givesAReportToOneWorker() {
        reports.publish("q3", "a good quarter");
        assertEquals(Optional.of("q3"), reports.workOn(text -> assertEquals("a good quarter", text)));
        assertEquals(Optional.empty(), reports.workOn(text -> {}));
    }
}
