package dev.nephele.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to hear that the state has become another one. */
public final class Replacements {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public void add(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells everybody, in the order in which they came. */
    public void announce() {
        listeners.forEach(Runnable::run);
    }
}
