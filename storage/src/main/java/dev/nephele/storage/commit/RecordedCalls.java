package dev.nephele.storage.commit;

import dev.nephele.kernel.Call;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The calls whose evidence a commit has carried, as far as remembered: a later commit of such a call need not carry it
 * again, and does no harm if it does.
 */
public final class RecordedCalls {
    private static final int SLOTS = 1024;

    private final AtomicReferenceArray<@Nullable WeakReference<Call>> slots = new AtomicReferenceArray<>(SLOTS);

    public boolean contains(Call call) {
        WeakReference<Call> last = slots.get(slot(call));
        return last != null && last.refersTo(call);
    }

    public void add(Call call) {
        slots.set(slot(call), new WeakReference<>(call));
    }

    private static int slot(Call call) {
        return System.identityHashCode(call) & SLOTS - 1;
    }
}
