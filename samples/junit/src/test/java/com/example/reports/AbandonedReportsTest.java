package com.example.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nephele.junit.FromCloud;
import dev.nephele.junit.Isolation;
import dev.nephele.junit.Nephele;
import dev.nephele.junit.NepheleCloud;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Each test has a copy of the cloud that is prepared once, and with it a clock of its own. */
@Nephele(Isolation.FORK_PER_TEST)
class AbandonedReportsTest {
    @FromCloud
    NepheleCloud cloud;

    private Reports reports;

    @BeforeAll
    static void prepare(S3Client s3, SqsClient sqs) {
        s3.createBucket(made -> made.bucket("reports"));
        String queueUrl = sqs.createQueue(made -> made.queueName("reports")).queueUrl();
        new Reports(s3, sqs, "reports", queueUrl).publish("q3", "a good quarter");
    }

    @BeforeEach
    void find(S3Client s3, SqsClient sqs) {
        // The copy listens elsewhere, and so do its queues.
        String queueUrl = sqs.getQueueUrl(asked -> asked.queueName("reports")).queueUrl();
        reports = new Reports(s3, sqs, "reports", queueUrl);
        assertThrows(IllegalStateException.class, () -> reports.workOn(text -> {
            throw new IllegalStateException("the worker fails");
        }));
    }

    @Test
    void areNotSeenAtOnce() {
        cloud.clock().advance(Duration.ofSeconds(15));
        assertEquals(Optional.empty(), reports.workOn(text -> {}));
    }

    @Test
    void areSeenAgainAfterHalfAMinute() {
        cloud.clock().advance(Duration.ofSeconds(30));
        assertEquals(Optional.of("q3"), reports.workOn(text -> {}));
    }

    @Test
    void areForgottenAfterFourDays() {
        cloud.clock().advance(Duration.ofDays(4));
        assertEquals(Optional.empty(), reports.workOn(text -> {}));
        assertEquals("a good quarter", reports.read("q3"));
    }
}
