package dev.nephele.gateway.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends bytes to a port and reads what comes back until the connection closes. */
public final class RawClient {
    private RawClient() {}

    /** The answer to bytes after which the client stops sending; empty if the server closed without one. */
    public static String send(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                in.transferTo(answer);
            } catch (SocketException closed) {
                // The server may close while bytes are still under way.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    public static String send(int port, String text) throws IOException {
        return send(port, text.getBytes(StandardCharsets.UTF_8));
    }
}
