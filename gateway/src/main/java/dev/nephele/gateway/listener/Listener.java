package dev.nephele.gateway.listener;

import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets: HTTP/1.1 and HTTP/2 in clear on one port, and over TLS on another if asked. From the moment a head has
 * been read, one virtual thread answers one request. Paths arrive as they were sent.
 *
 * <p>Known limits of the parser: a path that climbs above the root with {@code /..} and the byte {@code %00} answer 400.
 */
public final class Listener implements AutoCloseable {
    /** Bytes of request line and headers; AWS's session tokens and presigned URLs need a few thousand. */
    static final int HEAD_LIMIT = 64 << 10;

    /** Bytes of an answer's headers. */
    static final int ANSWER_HEAD_LIMIT = 64 << 10;

    /** Connections at once, over all ports; beyond it none is accepted until one closes. */
    static final int CONNECTION_LIMIT = 8192;

    /** Requests answered at once; more wait. Long polls hold one each. */
    static final int REQUEST_LIMIT = 16_384;

    /** Requests at once on one HTTP/2 connection. */
    static final int STREAM_LIMIT = 256;

    /** How much of a request that nobody reads is read away before its connection is closed instead, in reads. */
    static final int UNREAD_LIMIT = 64;

    /** How long nothing may move on a connection. Longer than the longest poll (SQS: 20 s). */
    static final Duration IDLE = Duration.ofSeconds(65);

    /** How long a connection without a request may stay while the server stops. */
    private static final Duration IDLE_AT_THE_END = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Server server;
    private final ServerConnector plain;
    private final Optional<ServerConnector> tls;

    private Listener(Server server, ServerConnector plain, Optional<ServerConnector> tls) {
        this.server = server;
        this.plain = plain;
        this.tls = tls;
    }

    /**
     * Where to listen.
     *
     * @param host the address to bind, {@code 127.0.0.1} unless told otherwise
     * @param port 0 for any free one
     * @param tlsPort the port for TLS, if wanted; 0 for any free one
     */
    public record Options(String host, int port, OptionalInt tlsPort) {}

    /** Gives the server's certificate and key when TLS is wanted. */
    @FunctionalInterface
    public interface Keys {
        KeyStore get() throws IOException;
    }

    /**
     * Opens the ports and answers from now on.
     *
     * @throws IOException when a port is taken or the keys cannot be had
     */
    public static Listener start(Options options, Keys keys, Answering answering) throws IOException {
        return start(options, keys, answering, CONNECTION_LIMIT);
    }

    /** With another bound on connections; idle ones are closed from seven eighths of it on. */
    static Listener start(Options options, Keys keys, Answering answering, int connections) throws IOException {
        VirtualThreadPool threads = new VirtualThreadPool(REQUEST_LIMIT);
        threads.setName("request");
        Server server = new Server(threads, new ScheduledExecutorScheduler("timeouts", true), null);
        server.setHandler(new Requests(answering, BodyBudget.ofThisMachine()));
        server.setErrorHandler(new ParserErrors());
        server.setStopAtShutdown(false);
        server.setStopTimeout(2_000);
        HttpConfiguration http = configuration();
        ServerConnector plain = connector(
                server,
                options.host(),
                options.port(),
                new ExactHeaders(http),
                h2(new HTTP2CServerConnectionFactory(http)));
        server.addConnector(plain);
        Optional<ServerConnector> tls = Optional.empty();
        if (options.tlsPort().isPresent()) {
            HttpConfiguration https = configuration();
            https.addCustomizer(new SecureRequestCustomizer(false));
            ServerConnector secure =
                    connector(server, options.host(), options.tlsPort().getAsInt(), tlsFactories(https, keys.get()));
            server.addConnector(secure);
            tls = Optional.of(secure);
        }
        server.addBean(new NetworkConnectionLimit(connections, server));
        IdleConnections idle = new IdleConnections(connections / 8 * 7);
        for (Connector connector : server.getConnectors()) {
            connector.addBean(idle, false);
        }
        return new Listener(started(server), plain, tls);
    }

    /** The port on which HTTP is answered. */
    public int port() {
        return plain.getLocalPort();
    }

    /** The port on which TLS is answered, if any. */
    public OptionalInt tlsPort() {
        return tls.map(connector -> OptionalInt.of(connector.getLocalPort())).orElse(OptionalInt.empty());
    }

    /** Closes the ports, lets running requests end for two seconds, and ends the rest. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException ended) {
            LOG.info("requests that had not ended were cut");
        } catch (Exception e) { // what Jetty declares
            throw new IllegalStateException("listener did not stop", e);
        }
    }

    private static Server started(Server server) throws IOException {
        try {
            server.start();
            return server;
        } catch (IOException e) {
            stopQuietly(server, e);
            throw e;
        } catch (Exception e) { // what Jetty declares
            stopQuietly(server, e);
            throw new IOException("listener did not start", e);
        }
    }

    private static void stopQuietly(Server server, Exception cause) {
        try {
            server.stop();
        } catch (Exception e) { // what Jetty declares
            cause.addSuppressed(e);
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(HEAD_LIMIT);
        http.setMaxResponseHeaderSize(ANSWER_HEAD_LIMIT);
        http.setMaxUnconsumedRequestContentReads(UNREAD_LIMIT);
        http.setIdleTimeout(IDLE.toMillis());
        return http;
    }

    private static ServerConnector connector(Server server, String host, int port, ConnectionFactory... factories) {
        ServerConnector connector = new ServerConnector(server, 1, 1, factories);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(IDLE_AT_THE_END.toMillis());
        connector.setAcceptQueueSize(1024);
        connector.setReuseAddress(true);
        return connector;
    }

    private static <F extends AbstractHTTP2ServerConnectionFactory> F h2(F factory) {
        factory.setMaxConcurrentStreams(STREAM_LIMIT);
        return factory;
    }

    private static ConnectionFactory[] tlsFactories(HttpConfiguration https, KeyStore keys) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(keys);
        context.setKeyStorePassword(CertificateAuthority.PASSWORD);
        context.setSniRequired(false);
        HttpConnectionFactory http1 = new ExactHeaders(https);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        return List.of(
                        new SslConnectionFactory(context, alpn.getProtocol()),
                        alpn,
                        h2(new HTTP2ServerConnectionFactory(https)),
                        http1)
                .toArray(ConnectionFactory[]::new);
    }
}
