package dev.nephele.gateway.listener;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Makes room when nearly all connections are taken: those that carry no request are closed, the longest idle first, as
 * HTTP lets a server do at any time (RFC 9112, 9.5). So connections that nobody uses never keep a new client out.
 */
final class IdleConnections implements Connection.Listener {
    private final int most;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /** @param most how many connections may be open before idle ones are closed */
    IdleConnections(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return; // counted by what it carries
        }
        open.add(connection);
        if (open.size() > most) {
            shed();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** Closes a sixteenth at once, so that a crowd costs one look in so many. */
    private synchronized void shed() {
        int surplus = open.size() - most;
        if (surplus <= 0) {
            return;
        }
        record Idle(EndPoint endPoint, long since) {}
        open.stream()
                .filter(each -> each.getMessagesIn() == each.getMessagesOut())
                .map(each -> new Idle(each.getEndPoint(), idleFor(each.getEndPoint())))
                .sorted(Comparator.comparingLong(Idle::since).reversed())
                .limit(surplus + most / 16)
                .forEach(idle -> idle.endPoint().close());
    }

    private static long idleFor(EndPoint endPoint) {
        return endPoint instanceof AbstractEndPoint known ? known.getIdleFor() : 0;
    }
}
