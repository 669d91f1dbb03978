/**
 * The store over PostgreSQL, for several stateless nodes on one state.
 *
 * <p>{@link dev.nephele.storage.postgres.PostgresStore} keeps all rows in one table and lets PostgreSQL decide
 * conflicts: transactions are SERIALIZABLE there and run again when it refuses one; views are REPEATABLE READ, a
 * connection each. Rows are not cached, so that every node reads what any node has committed.
 *
 * <p>Tables: {@code nephele_rows(k, v)}; {@code nephele_changes(id, prefix, amount)}, to which a commit adds a row for
 * each table (and account in it) it changed, so that the sum of a prefix is {@link dev.nephele.kernel.View#version};
 * rows of one prefix are folded into one now and then, which leaves the sums as they are. {@code nephele_format} says
 * the version of this layout.
 *
 * <p>Invariants: adding to the changes never conflicts with others; a snapshot sees a commit's rows and its changes
 * together; nothing is acknowledged before PostgreSQL has synced it, appended rows excepted.
 */
@NullMarked
package dev.nephele.storage.postgres;

import org.jspecify.annotations.NullMarked;
