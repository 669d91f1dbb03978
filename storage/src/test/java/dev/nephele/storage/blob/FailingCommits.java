package dev.nephele.storage.blob;

import dev.nephele.kernel.Call;
import dev.nephele.storage.Batch;
import dev.nephele.storage.NotedView;
import dev.nephele.storage.Store;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store whose commits fail when told to, after they were made or without being made. */
final class FailingCommits implements Store {
    private final Store inner;
    private final RuntimeException failure;
    private final boolean afterwards;
    volatile boolean fail;

    FailingCommits(Store inner, RuntimeException failure, boolean afterwards) {
        this.inner = inner;
        this.failure = failure;
        this.afterwards = afterwards;
    }

    @Override
    public <T extends @Nullable Object> T transact(Optional<Call> call, Function<Transaction, T> function) {
        if (!fail) {
            return inner.transact(call, function);
        }
        inner.transact(call, transaction -> {
            T result = function.apply(transaction);
            if (!afterwards) {
                throw failure;
            }
            return result;
        });
        throw failure;
    }

    @Override
    public void empty(List<Integer> kept) {
        inner.empty(kept);
    }

    @Override
    public void onReplaced(Runnable listener) {
        inner.onReplaced(listener);
    }

    @Override
    public NotedView noted() {
        return inner.noted();
    }

    @Override
    public StoreView view() {
        return inner.view();
    }

    @Override
    public void append(Batch batch) {
        inner.append(batch);
    }

    @Override
    public void sync() {
        inner.sync();
    }

    @Override
    public void checkpoint(Path target) {
        inner.checkpoint(target);
    }

    @Override
    public void close() {
        inner.close();
    }
}
