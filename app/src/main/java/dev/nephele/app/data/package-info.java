/**
 * What a cloud leaves on disk for its owner, apart from its state.
 *
 * <p>{@link dev.nephele.app.data.DataDirectory} is the directory named by {@code --data}: its lock, the process id, the
 * endpoint, the token, the log. {@link dev.nephele.app.data.CloudIndex} lists the clouds that this user runs, by port.
 *
 * <p>The lock is {@link dev.nephele.storage.directory.DirectoryLock}, the only one there is. The index is a hint, never a truth: an entry
 * counts only while the lock of its directory is held.
 *
 * <p>Uses the JDK and the storage room's lock.
 */
@NullMarked
package dev.nephele.app.data;

import org.jspecify.annotations.NullMarked;
