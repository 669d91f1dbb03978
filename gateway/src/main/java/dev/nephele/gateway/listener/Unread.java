package dev.nephele.gateway.listener;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * What of a request's body nobody has read when its answer is ready. A short rest is read away, so that the connection
 * can go on. With a long one the answer says that the connection closes; the rest is read while the answer is on its way,
 * since a connection that is closed over unread bytes is reset and may take the answer with it (RFC 9112, 9.6). A client
 * that waits to be asked for its body has sent none of it.
 */
final class Unread {
    /** The rest that is read away before the answer, in bytes. */
    private static final int SHORT = 64 << 10;

    /** The rest that is read after the answer, in bytes, and for how long it is, in nanoseconds. */
    private static final long LONG = 64L << 20;

    private static final long PATIENCE = 5_000_000_000L;

    private final Request request;
    private final boolean waiting;
    private final boolean closes;

    private Unread(Request request, boolean waiting, boolean closes) {
        this.request = request;
        this.waiting = waiting;
        this.closes = closes;
    }

    static Unread of(Request request) {
        if (request.getLength() == 0 || request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
            return new Unread(request, false, false);
        }
        boolean waiting = request.getHeaders().contains(HttpHeader.EXPECT) && !isBegun(request);
        boolean isShort = request.getLength() > 0 && request.getLength() <= SHORT;
        boolean whole = !waiting && (isAllThere(request) || isShort && readAway(request, SHORT));
        return new Unread(request, waiting, !whole);
    }

    /** Whether the end of the body has come already; what has come is read away, without waiting for more. */
    private static boolean isAllThere(Request request) {
        for (int i = 0; i < Listener.UNREAD_LIMIT; i++) {
            Content.Chunk chunk = request.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return false;
            }
            boolean last = chunk.isLast();
            chunk.release();
            if (last) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBegun(Request request) {
        return Request.getContentBytesRead(request) > 0;
    }

    /** Whether the connection cannot carry another request. */
    boolean closes() {
        return closes;
    }

    /** Reads on after the answer, within bounds. */
    void linger() {
        if (!waiting) {
            readAway(request, LONG);
        }
    }

    /** Whether the end was reached. */
    private static boolean readAway(Request request, long most) {
        byte[] buffer = new byte[16 << 10];
        long began = System.nanoTime();
        long read = 0;
        try (InputStream in = Content.Source.asInputStream(request)) {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                read += count;
                if (read > most || System.nanoTime() - began > PATIENCE) {
                    return false;
                }
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
