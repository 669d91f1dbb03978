/**
 * rpcv2Cbor: the operation in the path, marked by the header {@code smithy-protocol}, everything else in CBOR.
 *
 * <p>{@link dev.nephele.wire.cbor.CborCodec} is all there is; documents are read and written by package
 * {@code document}. Source: Smithy's specification of rpcv2Cbor. Uses the model and the wire's lower packages.
 */
@NullMarked
package dev.nephele.wire.cbor;

import org.jspecify.annotations.NullMarked;
