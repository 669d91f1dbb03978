/**
 * AWS Key Management Service: keys with their policies, and random bytes.
 *
 * <p>Start with {@link dev.nephele.services.kms.Kms}. A key is one row with its metadata, its policy and its material;
 * {@code KeySpec} knows what each kind of key can do and makes its material.
 *
 * <p>Invariants: a key's policy is held against every request on the key, and an identity policy counts only if the key's
 * policy lets the account decide; key material never leaves the row, where it is sealed; every metadata member is derived
 * from the row, so that none can contradict another.
 */
@NullMarked
package dev.nephele.services.kms;

import org.jspecify.annotations.NullMarked;
