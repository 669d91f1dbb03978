/**
 * The embedded store: transactions over one {@link dev.nephele.storage.engine.Engine}.
 *
 * <p>{@link dev.nephele.storage.commit.EmbeddedStore} hands out views of the newest {@code Published} state and sends
 * finished transactions to the {@code Committer}, one thread that takes all that wait, checks each against the
 * {@code RecentWrites} since its view, writes the survivors in one synced batch, and publishes the state they make.
 *
 * <p>How a read stays right without locks: every commit has a number. A view is pinned to the number of the state it
 * was taken from. The {@code RowCache} holds for a key its newest value and the number from which that holds; commits
 * change it before they are published, so a view may use an entry exactly if the entry is not younger than itself.
 *
 * <p>Invariants: only the committer writes to the engine; a state is published after it is durable (appended rows
 * excepted); a state's snapshot is closed when it is no longer the newest and no view holds it; after a write failed,
 * every later commit is refused.
 */
@NullMarked
package dev.nephele.storage.commit;

import org.jspecify.annotations.NullMarked;
