/**
 * The key of a cloud, and what is sealed with it.
 *
 * <p>A {@link dev.nephele.servicekit.seal.CloudKey} is made with the cloud and stays for its life; from it a key is
 * derived for each purpose, so that what was sealed for one opens for no other. A {@link dev.nephele.servicekit.seal.Seal}
 * closes and opens what leaves the cloud and comes back, a {@link dev.nephele.servicekit.seal.SealedColumn} what lies in
 * rows. Start with {@link dev.nephele.servicekit.seal.Seal}.
 *
 * <p>The key is a row, wrapped by a {@link dev.nephele.servicekit.seal.RootKey} that is in none. So all nodes of one
 * PostgreSQL store have it, and every copy of the cloud, and nobody who has only the rows. Invariants: the same key before
 * and after a restart, a reset, a restore and another root key; what was changed, or sealed for something else, does not
 * open.
 */
@NullMarked
package dev.nephele.servicekit.seal;

import org.jspecify.annotations.NullMarked;
