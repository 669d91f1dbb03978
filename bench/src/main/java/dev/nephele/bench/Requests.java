package dev.nephele.bench;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The requests of one caller, signed now. A signature is good for a quarter of an hour. For one thread. */
final class Requests {
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    private static final String MESSAGE = "m".repeat(100);

    private final int port;
    private final Signing signing;

    private Requests(int port, String keyId, String secret) {
        this.port = port;
        this.signing = new Signing(port, keyId, secret, InstantSource.system().instant());
    }

    /** Those of the root user of the default account. */
    static Requests ofRoot(int port) {
        return new Requests(port, "test", "test");
    }

    static Requests of(int port, String keyId, String secret) {
        return new Requests(port, keyId, secret);
    }

    byte[] s3(String method, String path, byte[] body) {
        return signing.request("s3", method, path, Map.of(), body);
    }

    byte[] s3(String method, String path) {
        return s3(method, path, new byte[0]);
    }

    byte[] identity() {
        return form("sts", "Action=GetCallerIdentity&Version=2011-06-15");
    }

    /** @param action with the parameters, as they stand in a form */
    byte[] sts(String action) {
        return form("sts", action + "&Version=2011-06-15");
    }

    /** @param action with the parameters, as they stand in a form */
    byte[] iam(String action) {
        return form("iam", action + "&Version=2010-05-08");
    }

    private byte[] form(String service, String text) {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        return signing.request(service, "POST", "/", Map.of("content-type", FORM), body);
    }

    byte[] createQueue(String name) {
        return sqs("CreateQueue", "\"QueueName\":\"" + name + "\"");
    }

    byte[] listQueues() {
        return sqs("ListQueues", "");
    }

    /** A message of 100 characters. */
    byte[] sendMessage(String queue) {
        return toQueue("SendMessage", queue, "\"MessageBody\":\"" + MESSAGE + "\"");
    }

    /** Ten messages of 100 characters. */
    byte[] sendTen(String queue) {
        String entries = IntStream.range(0, 10)
                .mapToObj(i -> "{\"Id\":\"" + i + "\",\"MessageBody\":\"" + MESSAGE + "\"}")
                .collect(Collectors.joining(","));
        return toQueue("SendMessageBatch", queue, "\"Entries\":[" + entries + "]");
    }

    /** Takes up to so many messages out of sight for twelve hours. */
    byte[] receiveMessage(String queue, int most) {
        return toQueue(
                "ReceiveMessage",
                queue,
                "\"VisibilityTimeout\":43200,\"WaitTimeSeconds\":0,\"MaxNumberOfMessages\":" + most);
    }

    byte[] queueAttributes(String queue) {
        return toQueue("GetQueueAttributes", queue, "\"AttributeNames\":[\"All\"]");
    }

    private byte[] toQueue(String operation, String queue, String members) {
        String url = "http://127.0.0.1:" + port + "/000000000000/" + queue;
        return sqs(operation, "\"QueueUrl\":\"" + url + "\"," + members);
    }

    private byte[] sqs(String operation, String members) {
        Map<String, String> headers =
                Map.of("content-type", "application/x-amz-json-1.0", "x-amz-target", "AmazonSQS." + operation);
        byte[] body = ('{' + members + '}').getBytes(StandardCharsets.UTF_8);
        return signing.request("sqs", "POST", "/", headers, body);
    }
}
