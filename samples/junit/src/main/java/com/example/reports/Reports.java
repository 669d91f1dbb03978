package com.example.reports;

import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Reports in a bucket, each announced in a queue to whoever works on it. */
public final class Reports {
    private final S3Client s3;
    private final SqsClient sqs;
    private final String bucket;
    private final String queueUrl;

    public Reports(S3Client s3, SqsClient sqs, String bucket, String queueUrl) {
        this.s3 = s3;
        this.sqs = sqs;
        this.bucket = bucket;
        this.queueUrl = queueUrl;
    }

    /** Stores a report and announces it. */
    public void publish(String name, String text) {
        s3.putObject(object -> object.bucket(bucket).key(key(name)), RequestBody.fromString(text));
        sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(name));
    }

    /** The text of a report. */
    public String read(String name) {
        return s3.getObjectAsBytes(object -> object.bucket(bucket).key(key(name)))
                .asUtf8String();
    }

    /**
     * Lets somebody work on the next report that was announced. Who fails leaves it to another, when the queue shows it
     * again. Answers its name.
     */
    public Optional<String> workOn(Consumer<String> worker) {
        Optional<Message> next = sqs.receiveMessage(
                        message -> message.queueUrl(queueUrl).maxNumberOfMessages(1).waitTimeSeconds(0))
                .messages()
                .stream()
                .findFirst();
        next.ifPresent(message -> {
            worker.accept(read(message.body()));
            sqs.deleteMessage(
                    done -> done.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
        });
        return next.map(Message::body);
    }

    private static String key(String name) {
        return "reports/" + name;
    }
}
