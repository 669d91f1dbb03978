/**
 * What a cloud leaves on disk for its owner, apart from its state.
 *
 * <p>{@link dev.nephele.app.data.DataDirectory} is the directory named by {@code --data}: its lock, the process id, the
 * token, the log. {@link dev.nephele.app.data.CloudIndex} lists the clouds that this user runs, by port.
 *
 * <p>The lock is the operating system's lock on {@code DATA/pid}. It ends with the process that holds it, however that
 * process ends, so that a lock left by a dead process does not exist. The index is a hint, never a truth: an entry
 * counts only while the lock of its directory is held.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package dev.nephele.app.data;

import org.jspecify.annotations.NullMarked;
