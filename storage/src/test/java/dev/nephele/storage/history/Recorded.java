package dev.nephele.storage.history;

import java.util.List;

/**
 * What one client did at one time, as it saw it.
 *
 * @param began a moment before it saw anything
 * @param ended a moment when it was acknowledged; of a view, when it had been taken
 */
record Recorded(String name, Kind kind, long began, long ended, List<Step> steps) {
    enum Kind {
        TRANSACTION,
        VIEW
    }

    Recorded {
        steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
        return name + " [" + began + ".." + ended + "] " + steps;
    }
}
