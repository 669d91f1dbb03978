package dev.nephele.app.assembly;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far, to be closed in reverse order. */
final class Undo implements AutoCloseable {
    private Deque<Runnable> steps = new ArrayDeque<>();

    /** Adds what closes the thing opened last. */
    void later(Runnable step) {
        steps.push(step);
    }

    /** Hands over what closes everything; closing this does nothing from now on. */
    Runnable release() {
        Deque<Runnable> taken = steps;
        steps = new ArrayDeque<>();
        return () -> closeAll(taken);
    }

    @Override
    public void close() {
        closeAll(steps);
    }

    /** One that fails keeps none of the others from closing. */
    private static void closeAll(Deque<Runnable> steps) {
        Runnable step = steps.poll();
        if (step != null) {
            try {
                step.run();
            } finally {
                closeAll(steps);
            }
        }
    }
}
