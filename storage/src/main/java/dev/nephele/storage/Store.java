package dev.nephele.storage;

import dev.nephele.kernel.Call;
import java.nio.file.Path;
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
     * Runs a transaction of a call. The first commit of the call that writes anything also stores
     * {@link Call#evidence()}.
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
     * The newest committed state, unchanging until closed. Cheap: rows read before are answered from memory. It pins
     * old rows (in PostgreSQL a connection), so close it soon, certainly before a long wait.
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

    /** Writes everything out and releases the store. Transactions after it fail. */
    @Override
    void close();
}
