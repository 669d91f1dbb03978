package dev.nephele.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs every measurement and prints the table. */
public final class Main {
    private static final int CONNECTIONS = 16;
    private static final int STARTS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration DEEP = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofSeconds(35);
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private final Path root;
    private final Duration time;
    private final PrintStream out;

    private Main(Path root, Duration time, PrintStream out) {
        this.root = root;
        this.time = time;
        this.out = out;
    }

    /** Arguments: the project's root, decisions a second as measured before, seconds for each load. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Main main = new Main(Path.of(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[2])), out);
        out.printf("%-44s %12s %10s%n", "what", "measured", "target");
        main.row("decide/s, one thread", arguments[1].strip(), "1,000,000");
        main.starts();
        main.loads();
    }

    private void row(String what, String measured, String target) {
        out.printf("%-44s %12s %10s%n", what, measured, target);
    }

    /** From the launcher's call to the first authorized answer; the memory once nothing happens any more. */
    private void starts() throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        try (Server server = Server.prepare(root)) {
            for (int i = 0; i < STARTS; i++) {
                if (i > 0) {
                    server.stop();
                }
                byte[] request = identity(signing(server));
                long begin = System.nanoTime();
                server.start();
                Load.Result one = new Load(server.port(), 1, List.of(request)).run(Duration.ofMillis(1));
                seconds.add((System.nanoTime() - begin) / 1e9);
                if (one.failed() > 0) {
                    throw new IOException(one.sample());
                }
            }
            Collections.sort(seconds);
            row("start to first authorized answer, s (median)", "%.2f".formatted(seconds.get(STARTS / 2)), "0.50");
            pause(IDLE);
            row("resident memory when idle, MB", Long.toString(server.residentMegabytes()), "120");
        }
    }

    private void loads() throws IOException, InterruptedException {
        try (Server server = Server.prepare(root)) {
            server.start();
            Signing signing = signing(server);
            byte[] kilobyte = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);
            once(server, signing.request("s3", "PUT", "/bench", Map.of(), new byte[0]));
            String queue = "http://127.0.0.1:" + server.port() + "/000000000000/bench";
            once(server, sqs(signing, "CreateQueue", "{\"QueueName\":\"bench\"}"));
            List<byte[]> puts = IntStream.range(0, 2000)
                    .mapToObj(i -> signing.request("s3", "PUT", "/bench/key-" + i, Map.of(), kilobyte))
                    .toList();
            load(server, "s3 PUT of 1 KiB/s", puts, "6,000");
            List<byte[]> gets = IntStream.range(0, 1000)
                    .mapToObj(i -> signing.request("s3", "GET", "/bench/key-" + i, Map.of(), new byte[0]))
                    .toList();
            load(server, "s3 GET of 1 KiB/s", gets, "20,000");
            load(server, "sts GetCallerIdentity/s", List.of(identity(signing)), "24,000");
            once(server, iam(signing, "Action=CreateUser&UserName=bench"));
            load(server, "iam GetUser/s", List.of(iam(signing, "Action=GetUser&UserName=bench")), "22,000");
            String message = "{\"QueueUrl\":\"" + queue + "\",\"MessageBody\":\"" + "m".repeat(100) + "\"}";
            load(server, "sqs SendMessage/s", List.of(sqs(signing, "SendMessage", message)), "14,000");
            receives(server, signing);
            row("resident memory after the loads, MB", Long.toString(server.residentMegabytes()), "");
        }
    }

    /** From a queue that is deep enough for the whole load, of which the first messages are in flight. */
    private void receives(Server server, Signing signing) throws IOException {
        String queue = "http://127.0.0.1:" + server.port() + "/000000000000/deep";
        once(server, sqs(signing, "CreateQueue", "{\"QueueName\":\"deep\"}"));
        String entries = IntStream.range(0, 10)
                .mapToObj(i -> "{\"Id\":\"" + i + "\",\"MessageBody\":\"" + "m".repeat(100) + "\"}")
                .collect(Collectors.joining(","));
        byte[] ten = sqs(signing, "SendMessageBatch", "{\"QueueUrl\":\"" + queue + "\",\"Entries\":[" + entries + "]}");
        new Load(server.port(), CONNECTIONS, List.of(ten)).run(DEEP);
        byte[] one = sqs(
                signing,
                "ReceiveMessage",
                "{\"QueueUrl\":\"" + queue + "\",\"VisibilityTimeout\":43200,\"WaitTimeSeconds\":0}");
        load(server, "sqs ReceiveMessage/s of a deep queue", List.of(one), "6,000");
    }

    private void load(Server server, String what, List<byte[]> requests, String target) throws IOException {
        Load load = new Load(server.port(), CONNECTIONS, requests);
        load.run(WARM_UP);
        Load.Result result = load.run(time);
        if (result.failed() > 0) {
            throw new IOException(what + ": " + result.failed() + " failed: " + result.sample());
        }
        row(what, "%,.0f".formatted(result.perSecond()), target);
        out.printf("  median %d µs, 99 %% within %d µs%n", result.median(), result.p99());
    }

    private static void once(Server server, byte[] request) throws IOException {
        Load.Result result = new Load(server.port(), 1, List.of(request)).run(Duration.ofMillis(1));
        if (result.failed() > 0) {
            throw new IOException(result.sample());
        }
    }

    private static Signing signing(Server server) {
        return new Signing(server.port(), "test", "test", InstantSource.system().instant());
    }

    private static byte[] identity(Signing signing) {
        byte[] body = "Action=GetCallerIdentity&Version=2011-06-15".getBytes(StandardCharsets.US_ASCII);
        return signing.request("sts", "POST", "/", Map.of("content-type", FORM), body);
    }

    private static byte[] iam(Signing signing, String action) {
        byte[] body = (action + "&Version=2010-05-08").getBytes(StandardCharsets.US_ASCII);
        return signing.request("iam", "POST", "/", Map.of("content-type", FORM), body);
    }

    private static byte[] sqs(Signing signing, String operation, String document) {
        Map<String, String> headers =
                Map.of("content-type", "application/x-amz-json-1.0", "x-amz-target", "AmazonSQS." + operation);
        return signing.request("sqs", "POST", "/", headers, document.getBytes(StandardCharsets.UTF_8));
    }

    private static void pause(Duration duration) throws InterruptedException {
        new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
