/**
 * Sockets and HTTP: Jetty behind one small interface.
 *
 * <p>{@link dev.nephele.gateway.listener.Listener} opens the plain port and the one for TLS, whose certificate
 * {@link dev.nephele.gateway.listener.CertificateAuthority} issues; {@link dev.nephele.gateway.listener.Requests} is what
 * answers. A request arrives as {@link dev.nephele.gateway.listener.ReceivedRequest}: its raw path, its headers as they
 * were sent, and a body that can be read once.
 *
 * <p>Invariants: paths are not decoded or normalized here; heads are bounded; bodies stream; what cannot be parsed as HTTP
 * is answered or closed by Jetty and never reaches the pipeline; a client that stops sending is let go after the idle
 * time. Only this package knows Jetty. Errors before the pipeline are made by
 * {@link dev.nephele.gateway.listener.ParserErrors}.
 */
@NullMarked
package dev.nephele.gateway.listener;

import org.jspecify.annotations.NullMarked;
