/**
 * The arithmetic below signatures: SHA-256 and HMAC without a provider look-up per use, and multiples of the base point
 * of P-256, which the JDK computes but does not offer.
 *
 * <p>Start with {@link dev.nephele.wire.auth.crypto.HmacKey}: a key whose first blocks are already hashed, which is what
 * makes verifying a request cheap. A digest is cloned from a prototype that nobody updates, so nothing here is bound to
 * a thread; that matters with a virtual thread per request, where thread locals would be made anew each time. Uses the
 * JDK only.
 */
@NullMarked
package dev.nephele.wire.auth.crypto;

import org.jspecify.annotations.NullMarked;
