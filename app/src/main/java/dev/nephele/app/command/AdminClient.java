package dev.nephele.app.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Calls of the administrator's endpoints, with the bearer token. One connection a call, HTTP/1.0, so that the answer
 * ends with the connection: the program ends sooner than the JDK's own client has loaded. An answer has at most
 * {@value #MOST_BYTES} bytes.
 */
public final class AdminClient {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 300_000;
    private static final int MOST_BYTES = 64 << 20;

    private final URI endpoint;
    private final String token;

    public AdminClient(URI endpoint, String token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    /** What a cloud answered: the status and the body, which is JSON unless the status says otherwise. */
    public record Answer(int status, String body) {
        /** The body of a good answer; otherwise the failure with the cloud's own words. */
        public String good() throws Failure {
            if (status >= 200 && status < 300) {
                return body.strip();
            }
            throw Failure.failed(words());
        }

        private String words() {
            String standard = "the cloud answered " + status;
            try {
                String message = Json.parse(body).at("message").text();
                return message.isEmpty() ? standard : message;
            } catch (IOException notJson) {
                return standard;
            }
        }
    }

    public Answer get(String path) throws IOException {
        return call("GET", path, "");
    }

    public Answer post(String path, String json) throws IOException {
        return call("POST", path, json);
    }

    public Answer delete(String path) throws IOException {
        return call("DELETE", path, "");
    }

    private Answer call(String method, String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = method + ' ' + path + " HTTP/1.0\r\n"
                + "Host: " + endpoint.getAuthority() + "\r\n"
                + "Authorization: Bearer " + token + "\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(host(), endpoint.getPort()), CONNECT_MILLIS);
            ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
            request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            return read(socket.getInputStream());
        }
    }

    private String host() {
        String host = endpoint.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Answer read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.matches("(?s)HTTP/1\\.[01] [0-9]{3} .*")) {
            throw new IOException("the cloud closed the connection without an answer");
        }
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(end + 4));
    }
}
