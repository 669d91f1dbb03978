/**
 * Typed tables over the store's ordered rows.
 *
 * <p>A service declares a table once, as a constant, and reaches its rows in one scope:
 *
 * <pre>{@code
 * static final RegionTable<String, Queue> QUEUES =
 *         Table.regional(0x1301, KeyCodec.text(), QueueLayout.ROW);
 *
 * QUEUES.in(call).put(transaction, queue.name(), queue);
 * QUEUES.in(call).scan().under(k -> k.text("orders-")).limit(100).values(view);
 * }</pre>
 *
 * <p>Layout of a key, in order: two bytes of table id (its highest bit set for partition-wide tables), five bytes of
 * account number unless partition-wide, the Region as text in Regional tables, then the table's own
 * {@linkplain dev.nephele.storage.table.KeyWriter elements}. Values begin with a version byte, see
 * {@link dev.nephele.storage.table.RowCodec}.
 *
 * <p>What a row or key holds is a record; the build makes its layout ({@link dev.nephele.storage.table.Row}, {@link
 * dev.nephele.storage.table.RowKey}). Table ids are two bytes: the module's, then the table's own. No two tables have the
 * same, and an id is never used again for something else.
 */
@NullMarked
package dev.nephele.storage.table;

import org.jspecify.annotations.NullMarked;
