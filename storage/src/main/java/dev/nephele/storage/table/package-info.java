/**
 * Typed tables over the store's ordered rows.
 *
 * <p>A service declares a table once, as a constant, and reaches its rows in one scope:
 *
 * <pre>{@code
 * static final RegionTable<QueueName, Queue> QUEUES =
 *         Table.regional(0x1301, KeyCodec.string(QueueName::value, QueueName::new), RowCodec.of(1, Queue::write, Queue::read));
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
 * <p>Table ids are two bytes: the service's, then the table's own. Given out: 00 storage, 01 gateway (record),
 * 02 access, 10 iam, 11 sts, 12 s3, 13 sqs, 14 kms, 15 account, 16 ec2, 17 cloudwatch; 7f tests. An id is never used
 * again for something else. Storage's own: 0001 and 0002 the clock, 0004 and 0005 timers, 0010 to 0014 payloads.
 */
@NullMarked
package dev.nephele.storage.table;

import org.jspecify.annotations.NullMarked;
