/**
 * The virtual clock of a cloud, which outlives the process.
 *
 * <p>{@link dev.nephele.storage.time.CloudClock} is the {@link dev.nephele.kernel.Clock} of a running cloud. It can be
 * moved forward, set to a later time, frozen and thawed; each move is a row, so that after a restart time goes on where
 * it was, and any earlier wall time can be mapped to the virtual time it had.
 *
 * <p>Invariant: virtual time never goes back, except by restoring a snapshot.
 */
@NullMarked
package dev.nephele.storage.time;

import org.jspecify.annotations.NullMarked;
