package dev.nephele.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request and its answer, where the answer matters. */
final class Exchange {
    private Exchange() {}

    /**
     * Sends a request to 127.0.0.1 and gives the whole answer, with its head.
     *
     * @throws IOException with the answer if it is none of 2xx
     */
    static String answer(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            Answer answer = new Answer();
            byte[] bytes = new byte[1 << 13];
            boolean complete = false;
            while (!complete) {
                int count = in.read(bytes);
                if (count < 0) {
                    throw new IOException("the server closed the connection: " + answer);
                }
                whole.write(bytes, 0, count);
                complete = answer.take(bytes, count);
            }
            String text = whole.toString(StandardCharsets.UTF_8);
            if (answer.status() / 100 != 2) {
                throw new IOException(text);
            }
            return text;
        }
    }

    /** What a pattern's first group finds in an answer. */
    static String part(String answer, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(answer);
        if (!found.find()) {
            throw new IOException("no " + pattern + " in: " + answer);
        }
        return found.group(1);
    }
}
