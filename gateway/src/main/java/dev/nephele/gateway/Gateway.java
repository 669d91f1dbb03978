package dev.nephele.gateway;

import dev.nephele.gateway.listener.CertificateAuthority;
import dev.nephele.gateway.listener.Listener;
import dev.nephele.gateway.pipeline.Opening;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** A running gateway: sockets before the pipeline and the record of one cloud. */
public final class Gateway implements AutoCloseable {
    private final Listener listener;
    private final EmbeddedGateway inner;

    private Gateway(Listener listener, EmbeddedGateway inner) {
        this.listener = listener;
        this.inner = inner;
    }

    /**
     * Opens the record and the ports, and answers from now on.
     *
     * @throws IOException if a port is taken or the certificate authority cannot be opened
     */
    public static Gateway start(GatewayOptions options, Rooms rooms) throws IOException {
        Opening opening = new Opening();
        Listener listener = listen(options, rooms, opening);
        EmbeddedGateway inner = EmbeddedGateway.open(options, rooms, opening::isOpen);
        opening.open(inner.pipeline());
        return new Gateway(listener, inner);
    }

    /** The port on which HTTP is answered. */
    public int port() {
        return listener.port();
    }

    /** The port on which TLS is answered, if any. */
    public OptionalInt tlsPort() {
        return listener.tlsPort();
    }

    /** Closes the ports, lets running requests end, and stores the rest of the record. The store is closed by its owner. */
    @Override
    public void close() {
        listener.close();
        inner.close();
    }

    private static Listener listen(GatewayOptions options, Rooms rooms, Opening opening) throws IOException {
        Rooms.State state = rooms.state();
        return Listener.start(
                options.listening(),
                () -> CertificateAuthority.open(options.data(), state.clock(), state.ids())
                        .serverKeys(List.of(options.listening().host())),
                opening);
    }
}
