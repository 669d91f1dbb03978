/**
 * Who signed a request, and with what: AWS Signature Version 4 (headers, presigned URLs, POST forms, chunked bodies),
 * its asymmetric form 4a, and Signature Version 2 as S3 still accepts it.
 *
 * <p>Start with {@link dev.nephele.wire.auth.Claim#of}, which reads what a request claims without judging it; the
 * gateway identifies the service from it. {@link dev.nephele.wire.auth.Authenticator} then verifies the claim with the
 * secret that {@link dev.nephele.wire.auth.Secrets} finds, in the {@link dev.nephele.wire.auth.Dialect} of the
 * service, and answers {@link dev.nephele.wire.auth.Verified} or throws the refusal that this service's family gives.
 * {@code dev.nephele.wire.upload} decodes and checks what follows the head. {@link
 * dev.nephele.wire.auth.Signer} is the other side, for our own clients and tests.
 *
 * <p>Invariants. A claim that cannot be read is a refusal, never anonymous. Signatures are compared in constant time.
 * What a client computes from its own clock is compared with wall time; presigned URLs and V4 forms age on the virtual
 * clock. Bytes of a body reach a reader before the last of them is verified, but the end of the stream is reached only
 * if all of them were: whoever stores a body commits after the end. Every line, form field, cache and trailer is
 * bounded.
 *
 * <p>Hot path: one canonical request is written once into one buffer, and signing keys are cached as the two
 * half-computed digests of their HMAC. The room uses the kernel and the model's errors.
 */
@NullMarked
package dev.nephele.wire.auth;

import org.jspecify.annotations.NullMarked;
