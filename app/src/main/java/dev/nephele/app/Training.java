package dev.nephele.app;

import dev.nephele.app.cli.CommandLineInterface;
import dev.nephele.app.command.Terminal;
import dev.nephele.app.data.DataDirectory;
import dev.nephele.app.data.Running;
import dev.nephele.wire.auth.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sun.misc.Signal;

/**
 * The runs from which the launcher makes its ahead-of-time caches: each does once what a quick start must have at hand,
 * and ends. {@code server DIR} starts a cloud in an empty directory and calls it in each protocol; {@code commands DIR}
 * runs the commands that need no cloud.
 */
public final class Training {
    private static final String KEY = "test";
    private static final int MOST_ANSWER_BYTES = 1 << 20;
    private static final int QUESTIONS = 2_000;
    private static final int END_MILLIS = 30_000;

    private Training() {}

    /** One signed request. */
    private record Sample(String service, String method, String path, Map<String, String> headers, String body) {
        static Sample query(String service, String version, String form) {
            return new Sample(
                    service,
                    "POST",
                    "/",
                    Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                    "Action=" + form + "&Version=" + version);
        }

        static Sample json(String service, String minor, String target, String body) {
            return new Sample(
                    service,
                    "POST",
                    "/",
                    Map.of("Content-Type", "application/x-amz-json-" + minor, "X-Amz-Target", target),
                    body);
        }

        static Sample rest(String service, String method, String path, String body) {
            return new Sample(service, method, path, Map.of(), body);
        }
    }

    /** A service that is not served answers so; that is an answer, too. */
    private static final List<Sample> SAMPLES = List.of(
            Sample.query("sts", "2011-06-15", "GetCallerIdentity"),
            Sample.query("iam", "2010-05-08", "CreateUser&UserName=trainee"),
            Sample.query("iam", "2010-05-08", "ListUsers"),
            Sample.json("sqs", "1.0", "AmazonSQS.CreateQueue", "{\"QueueName\":\"training\"}"),
            Sample.query("sqs", "2012-11-05", "ListQueues"),
            Sample.json("kms", "1.1", "TrentService.ListKeys", "{}"),
            Sample.rest("s3", "PUT", "/training", ""),
            Sample.rest("s3", "PUT", "/training/object", "content"),
            Sample.rest("s3", "GET", "/training/object", ""),
            Sample.rest("s3", "GET", "/training?list-type=2", ""),
            Sample.rest("account", "POST", "/getContactInformation", "{}"),
            Sample.query("ec2", "2016-11-15", "DescribeRegions"),
            Sample.query("monitoring", "2010-08-01", "ListMetrics"),
            Sample.rest("nephele", "GET", "/_nephele/clock", ""),
            Sample.rest("nephele", "GET", "/_nephele/health", ""));

    /** Runs the training that the first word names, in the directory that the second names. */
    public static void main(String[] words) throws IOException {
        Path directory = Path.of(words[1]);
        if (words[0].equals("server")) {
            trainServer(directory);
        } else {
            trainCommands(directory);
        }
    }

    /** Starts the cloud as its user does, through the words of the command, and ends it as its user does. */
    private static void trainServer(Path directory) throws IOException {
        Path data = directory.resolve("data");
        Map<String, String> environment = Map.of("HOME", directory.toString());
        Thread command = Thread.ofPlatform()
                .start(() -> run(environment, "", "start", "--detach", "--port", "0", "--data", data.toString()));
        URI endpoint = endpoint(new DataDirectory(data), command);
        for (Sample sample : SAMPLES) {
            call(endpoint, sample);
        }
        Signal.raise(new Signal("TERM"));
        ended(command, END_MILLIS);
    }

    private static URI endpoint(DataDirectory data, Thread command) throws IOException {
        while (true) {
            Optional<URI> endpoint = data.running().flatMap(Running::endpoint);
            if (endpoint.isPresent()) {
                return endpoint.get();
            }
            if (ended(command, 10)) {
                throw new IOException("the cloud did not start");
            }
        }
    }

    private static boolean ended(Thread command, long millis) throws IOException {
        try {
            return command.join(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Sends a request, and reads its answer to the end. */
    private static void call(URI endpoint, Sample sample) throws IOException {
        byte[] body = sample.body().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(sample.headers());
        headers.put("Host", endpoint.getAuthority());
        int query = sample.path().indexOf('?');
        Signer.Draft draft = new Signer.Draft(
                sample.method(),
                query < 0 ? sample.path() : sample.path().substring(0, query),
                query < 0 ? "" : sample.path().substring(query + 1),
                headers);
        Signer signer = Signer.of(KEY, KEY, "us-east-1", sample.service());
        StringBuilder head = new StringBuilder(sample.method() + ' ' + sample.path() + " HTTP/1.1\r\n");
        signer.headers(draft, body, wallTime())
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", endpoint.getPort()), 5_000);
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            InputStream in = socket.getInputStream();
            if (in.readNBytes(MOST_ANSWER_BYTES).length == 0) {
                throw new IOException("no answer to " + sample);
            }
        }
    }

    private static Instant wallTime() {
        return java.time.InstantSource.system().instant();
    }

    private static void trainCommands(Path directory) {
        Map<String, String> environment = Map.of("HOME", directory.toString());
        for (String words : List.of("version", "--help", "start --help", "status", "stop", "env", "clock")) {
            run(environment, "", words.split(" "));
        }
        StringBuilder questions = new StringBuilder();
        for (int i = 0; i < QUESTIONS; i++) {
            questions.append(question(i)).append('\n');
        }
        for (String detail : List.of("none", "short", "full")) {
            run(environment, questions.toString(), "policy", "evaluate", "--trace", detail);
        }
    }

    private static void run(Map<String, String> environment, String in, String... words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        InputStream text = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        new CommandLineInterface(environment).run(words, new Terminal(text, nowhere, nowhere));
    }

    private static String question(int number) {
        String statement = "{'Effect':'Allow','Action':['s3:Get*','s3:List*'],'Resource':['arn:aws:s3:::b" + number % 40
                + "/*'],'Condition':{'StringLike':{'aws:username':'a*'},'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}}";
        String text = "{'id':" + number + ",'principal':'arn:aws:iam::111122223333:user/alice','action':'s3:GetObject',"
                + "'resource':'arn:aws:s3:::b" + number % 41 + "/k','context':{'aws:username':'alice',"
                + "'aws:SourceIp':'10.1.2.3'},'identityPolicies':[{'Version':'2012-10-17','Statement':[" + statement
                + "]}],'serviceControlPolicies':[{'level':'r','policies':[{'Statement':{'Effect':'Allow','Action':'*',"
                + "'Resource':'*'}}]}]}";
        return text.replace('\'', '"');
    }
}
