package dev.nephele.gateway.listener;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Whether the client of a request is still there. On HTTP/2 the connection is read all the time and tells of its end and
 * of a cancelled stream. On HTTP/1.1 nobody reads it while a request is answered, so it is tried: its end says that the
 * client has gone (one that has only ended its sending counts as gone too). A byte belongs to the client's next request
 * and is given back to the connection; from then on the client counts as there.
 *
 * <p>Used on the thread of the request, which for HTTP/1.1 is the one that reads the connection, after the body was read.
 */
final class Presence {
    private final Request request;
    private final ByteBuffer one = BufferUtil.allocate(1);
    private boolean begun;
    private boolean saidMore;
    private volatile boolean gone;

    Presence(Request request) {
        this.request = request;
    }

    boolean isGone() {
        if (!begun) {
            begun = true;
            request.addFailureListener(failure -> gone = true);
        }
        if (!gone && !saidMore && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
            gone = isEnded();
        }
        return gone;
    }

    private boolean isEnded() {
        Connection connection = request.getConnectionMetaData().getConnection();
        if (!(connection instanceof Connection.UpgradeTo takesBack)) {
            return false;
        }
        try {
            int read = connection.getEndPoint().fill(one);
            if (read > 0) {
                saidMore = true;
                takesBack.onUpgradeTo(one);
            }
            return read < 0;
        } catch (IOException broken) {
            return true;
        }
    }
}
