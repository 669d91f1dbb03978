package dev.nephele.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nephele.gateway.FixedClock;
import dev.nephele.model.Body;
import dev.nephele.model.ServiceException;
import dev.nephele.testkit.kernel.SeededIds;
import dev.nephele.wire.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListenerTest {
    private Path data;

    private Listener listener;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        data = directory;
        CertificateAuthority authority = CertificateAuthority.open(data, new FixedClock(), new SeededIds(1));
        listener = Listener.start(
                new Listener.Options("127.0.0.1", 0, OptionalInt.of(0)),
                () -> authority.serverKeys(java.util.List.of()),
                ListenerTest::echo);
    }

    @AfterAll
    void stop() {
        listener.close();
    }

    /** Answers with what arrived, so that a test can see it. */
    private static WireResponse echo(ReceivedRequest request) {
        if (request.path().equals("/stream")) {
            return new WireResponse(200).body(Body.of("streamed".getBytes(StandardCharsets.UTF_8)));
        }
        if (request.path().startsWith("/header/")) {
            String value = request.header(request.path().substring("/header/".length()));
            return new WireResponse(200).body(String.valueOf(value).getBytes(StandardCharsets.ISO_8859_1));
        }
        String text;
        try {
            byte[] body = request.bytes(1 << 20);
            text = request.method() + " " + request.path() + " ?" + request.query() + " " + body.length + " "
                    + request.peer() + " " + request.encrypted() + " " + request.headers("x-two");
        } catch (ServiceException e) {
            return new WireResponse(e.status()).body(e.code().getBytes(StandardCharsets.UTF_8));
        }
        return new WireResponse(200).header("Content-Type", "text/plain").body(text.getBytes(StandardCharsets.UTF_8));
    }

    private String get(String target) throws IOException {
        return RawClient.send(
                listener.port(), "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @Test
    void keepsPathsAsTheyWereSent() throws IOException {
        assertThat(get("/b//a/../c/./%2F+%20;x?y=%41&z")).contains("GET /b//a/../c/./%2F+%20;x ?y=%41&z 0");
        assertThat(get("/b/ü{|}\"<>^")).contains("GET /b/ü{|}\"<>^ ? 0");
    }

    @Test
    void saysTheDateButNotTheServer() throws IOException {
        assertThat(get("/")).contains("\r\nDate: ").doesNotContain("Server:").doesNotContainIgnoringCase("jetty");
    }

    @Test
    void keepsRepeatedHeadersApart() throws IOException {
        assertThat(RawClient.send(
                        listener.port(),
                        "GET / HTTP/1.1\r\nHost: a\r\nx-two: 1\r\nX-Two: 2\r\nConnection: close\r\n\r\n"))
                .contains("[1, 2]");
    }

    @Test
    void keepsTheSpellingOfHeaderValues() throws IOException {
        for (String line : java.util.List.of(
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Type: Text/HTML;Charset=Utf-8",
                "Content-Type: application/JSON",
                "Content-Type: application/x-www-form-urlencoded; charset=UTF-8",
                "Cache-Control: No-Cache",
                "Content-Encoding: GZIP",
                "Accept: */*",
                "Accept-Language: EN-us,en;q=0.5")) {
            String name = line.substring(0, line.indexOf(':'));
            assertThat(RawClient.send(
                            listener.port(),
                            "GET /header/" + name + " HTTP/1.1\r\nHost: a\r\n" + line
                                    + "\r\nConnection: close\r\n\r\n"))
                    .endsWith(line.substring(name.length() + 2));
        }
    }

    @Test
    void closesIdleConnectionsBeforeItTurnsClientsAway() throws IOException {
        try (Listener small = Listener.start(
                new Listener.Options("127.0.0.1", 0, OptionalInt.empty()), () -> null, ListenerTest::echo, 64)) {
            java.util.List<Socket> crowd = new java.util.ArrayList<>();
            for (int i = 0; i < 200; i++) {
                crowd.add(new Socket("127.0.0.1", small.port()));
            }
            String answer = assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> RawClient.send(small.port(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
            for (Socket socket : crowd) {
                socket.close();
            }
            assertThat(answer).contains("GET / ? 0");
        }
    }

    @Test
    void readsBodiesThatComeWholeInPiecesOrChunked() throws IOException {
        assertThat(RawClient.send(listener.port(), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"))
                .contains("POST / ? 5");
        assertThat(
                        RawClient.send(
                                listener.port(),
                                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"))
                .contains("POST / ? 7");
        String large = "x".repeat(300_000);
        assertThat(RawClient.send(
                        listener.port(), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + large))
                .contains("POST / ? 300000");
    }

    @Test
    void refusesBodiesThatEndEarly() throws IOException {
        assertThat(RawClient.send(listener.port(), "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nhello"))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isEmpty(),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 400"));
    }

    @Test
    void streamsWithLength() throws IOException {
        assertThat(get("/stream")).contains("Content-Length: 8").endsWith("\r\n\r\nstreamed");
    }

    @Test
    void asksForTheBodyOnlyWhenItIsRead() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", listener.port())) {
            socket.getOutputStream()
                    .write("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            byte[] head = socket.getInputStream().readNBytes(25);
            assertThat(new String(head, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write("ok".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("PUT / ? 2");
        }
    }

    @Test
    void answersOverTlsWithACertificateOfTheLocalAuthority() throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(trusting(data.resolve("ca.pem")))
                .build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(
                                    "https://localhost:" + listener.tlsPort().getAsInt() + "/x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).contains("GET /x ? 0 127.0.0.1 true");
        }
    }

    @Test
    void answersHttp2InClear() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + listener.port() + "/x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).contains("GET /x ? 0");
        }
    }

    @Test
    void keepsItsAuthorityOverRestarts() throws Exception {
        byte[] before = Files.readAllBytes(data.resolve("ca.pem"));
        CertificateAuthority.open(data, new FixedClock(), new SeededIds(2));
        assertThat(Files.readAllBytes(data.resolve("ca.pem"))).isEqualTo(before);
        assertThat(Files.getPosixFilePermissions(data.resolve("ca-key.pem"))).hasSize(2);
    }

    @Test
    void answersWhatNeverBecameARequestInXml() throws IOException {
        assertThat(RawClient.send(listener.port(), "GARBAGE\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("<Code>BadRequest</Code>");
        assertThat(RawClient.send(
                        listener.port(), "GET / HTTP/1.1\r\nHost: a\r\nX-Big: " + "a".repeat(70_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("<Code>RequestHeaderSectionTooLarge</Code>");
        assertThat(RawClient.send(listener.port(), "GET / HTTP/1.1\r\n\r\n")).contains("<Code>BadRequest</Code>");
    }

    @Test
    void survivesGarbage() {
        Random random = new Random(20261124);
        String[] seeds = {
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "PUT /b/k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
            "GET /a?b=c HTTP/1.1\r\nHost: a\r\nAuthorization: AWS4-HMAC-SHA256 Credential=x\r\n\r\n"
        };
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 400; i++) {
                byte[] bytes = seeds[i % seeds.length].getBytes(StandardCharsets.ISO_8859_1);
                for (int change = 0; change <= i % 9; change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                byte[] cut = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
                String answer = RawClient.send(listener.port(), i % 2 == 0 ? bytes : cut);
                assertThat(answer)
                        .doesNotContain("Exception")
                        .doesNotContain("at org.")
                        .doesNotContain("\tat ");
            }
            assertThat(get("/still")).contains("GET /still");
        });
    }

    private static SSLContext trusting(Path pem) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
