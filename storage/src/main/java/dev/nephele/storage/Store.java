package dev.nephele.storage;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one cloud. Safe for use by any number of threads.
 *
 * <p>Transactions are serializable and optimistic: the function runs against a consistent state, and when something it
 * read has meanwhile been changed by another, it runs again. It must therefore be pure: no effect but on its
 * transaction. A transaction that writes returns only after its commit is durable; one that only reads commits nothing.
 */
public interface Store extends AutoCloseable {
    /**
     * Runs a transaction of a call. The first commit of the call that writes anything also carries its
     * {@linkplain Call#admission() admission}: the rows of the decision are stored, and if what rule and decision read is
     * no longer so, the call is decided again before anything is. So a write is authorized in the state it changes.
     *
     * @throws ConflictException if other writers won {@value Transaction#ATTEMPTS} times in a row
     * @throws StoreException if the commit failed; whether it took place is then unknown
     */
    default <T extends @Nullable Object> T transact(Call call, Function<Transaction, T> function) {
        return transact(Optional.of(call), function);
    }

    /** Runs a transaction that belongs to no call: of a timer, an administrator, a sweeper. */
    default <T extends @Nullable Object> T transact(Function<Transaction, T> function) {
        return transact(Optional.empty(), function);
    }

    /** Runs a transaction of a call without a result. */
    default void update(Call call, Consumer<Transaction> function) {
        transact(Optional.of(call), transaction -> {
            function.accept(transaction);
            return true;
        });
    }

    /** Runs a transaction that belongs to no call and has no result. */
    default void update(Consumer<Transaction> function) {
        transact(Optional.empty(), transaction -> {
            function.accept(transaction);
            return true;
        });
    }

    /** Runs a transaction of a call or of none. */
    <T extends @Nullable Object> T transact(Optional<Call> call, Function<Transaction, T> function);

    /**
     * Reads for a call. The first read sees the state on which the call was decided, unless the call had to let go of it
     * because it waits for its client; later ones see the newest state, each its own. What the function answers must not
     * hold the view.
     */
    default <T extends @Nullable Object> T read(Call call, Function<View, T> function) {
        Optional<NotedView> decided = NotedView.decided(call);
        if (decided.isPresent() && !decided.get().isClosed()) {
            try (NotedView view = decided.get()) {
                return function.apply(view.state());
            }
        }
        try (StoreView view = view()) {
            return function.apply(view);
        }
    }

    /** The newest state as {@link #view} has it, with a note of what is read: for a call that is to be decided. */
    NotedView noted();

    /**
     * The newest committed state, unchanging until closed. Cheap: rows read before are answered from memory. It pins
     * old rows (in PostgreSQL a connection), so close it soon, certainly before a long wait.
     *
     * <p>It sees all commits that were acknowledged before it was taken, each whole. In the embedded store it is also one
     * of the states that the transactions make one after the other. In PostgreSQL it need not be: of two transactions
     * that are under way at once it may see the one that comes second in their order, and not the first. Nothing is
     * written on the word of such a view, as the transaction of a call decides again.
     */
    StoreView view();

    /**
     * Writes rows without a transaction and without waiting for the disk: visible when it returns, durable within a
     * second or with the next commit. For logs that may lose their last second, never for a service's state.
     */
    void append(Batch batch);

    /** Makes everything appended so far durable. */
    void sync();

    /**
     * Copies the committed state into a directory that does not exist yet, while work goes on.
     *
     * @throws UnsupportedOperationException where the state is not in this process
     */
    void checkpoint(Path target);

    /**
     * Removes every row but those of a few tables: an empty cloud.
     *
     * @param kept ids of partition-wide tables that stay, such as the clock's
     */
    void empty(List<Integer> kept);

    /**
     * Has somebody hear when the state has become another one: it was emptied, or an earlier one was brought back. For
     * whoever keeps something beside the store that was true of the old state. Called on the thread that exchanged it,
     * before that answers; other nodes of one database are not told.
     */
    void onReplaced(Runnable listener);

    /** Whether other processes may write to the same state, of whose commits this one is not told. */
    default boolean isShared() {
        return false;
    }

    /** Why the store accepts no writes at present, in a sentence; empty if it does. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Writes everything out and releases the store. Transactions after it fail. */
    @Override
    void close();
}
