/**
 * The data directory of a cloud, and copies of it.
 *
 * <p>{@link dev.nephele.storage.directory.DirectoryLock} makes it one process's own,
 * {@link dev.nephele.storage.directory.DataDirectory} checks its format and opens the store in it.
 * {@link dev.nephele.storage.directory.Snapshots} makes named copies, brings them back and forks a cloud.
 *
 * <p>Layout, format 3:
 *
 * <pre>
 * format             the number of this layout, as text
 * pid                locked by the serving process, whose id it holds
 * store/current      which folder beside it holds the state, with a checksum
 * store/N/           one engine's files
 * blobs/xy/ID        large payloads with their checksums; immutable
 * ballast            room that is given back for a start on a full disk
 * snapshots/NAME/    format, store/ and blobs/ of a moment; blobs and sorted files are hard links
 * </pre>
 *
 * <p>Invariants: one process at a time; a copy has exactly the payloads that its rows name, or is not made;
 * {@code store/current} changes by an atomic rename, so a crash leaves the old state or the new one; what
 * {@code store/current} does not explain is neither used nor removed.
 */
@NullMarked
package dev.nephele.storage.directory;

import org.jspecify.annotations.NullMarked;
