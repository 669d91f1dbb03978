/**
 * restJson1 and restXml: protocols that use the HTTP request itself. Labels of the path, query parameters, headers and
 * the status code are bound to members once for both ({@link dev.nephele.wire.rest.HttpReader}, {@link
 * dev.nephele.wire.rest.HttpWriter}); bodies are documents of the packages {@code document} and {@code xml}, or payloads
 * that stream and are never held in memory.
 *
 * <p>Start with {@link dev.nephele.wire.rest.RestXmlCodec}; what S3 does otherwise than its protocol says is in {@link
 * dev.nephele.wire.rest.S3Codec}. Raw labels are decoded exactly once, a plus sign in a path stays one. Source: Smithy's
 * HTTP bindings, both protocols, and the S3 API Reference. Uses the model and the wire's lower packages.
 */
@NullMarked
package dev.nephele.wire.rest;

import org.jspecify.annotations.NullMarked;
