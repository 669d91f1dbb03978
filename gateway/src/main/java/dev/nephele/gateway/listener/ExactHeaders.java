package dev.nephele.gateway.listener;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 whose header values arrive exactly as sent, since signatures cover them. The parser's caches find a line
 * whatever its case, and the value is then taken from the line itself. The parser's own switch for exact values makes the
 * caches tell cases apart as well: then they miss every header whose name comes in lower case, and each miss costs an
 * insertion.
 */
final class ExactHeaders extends HttpConnectionFactory {
    ExactHeaders(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConnection connection = new Exact(getHttpConfiguration(), connector, endPoint);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    private static final class Exact extends HttpConnection {
        private HttpParser.@Nullable RequestHandler handler;

        Exact(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            RequestHandler made = super.newRequestHandler();
            handler = made;
            return made;
        }

        @Override
        protected HttpParser newHttpParser(HttpCompliance compliance) {
            HttpConfiguration configuration = getHttpConfiguration();
            HttpParser parser = new HttpParser(handler, configuration.getRequestHeaderSize(), compliance) {
                @Override
                public boolean isHeaderCacheCaseSensitive() {
                    return true;
                }
            };
            parser.setHeaderCacheSize(configuration.getHeaderCacheSize());
            return parser;
        }
    }
}
