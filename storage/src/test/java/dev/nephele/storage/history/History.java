package dev.nephele.storage.history;

import java.util.List;

/** Everything that clients did to one store, in no order. */
public final class History {
    private final List<Recorded> all;

    History(List<Recorded> all) {
        this.all = List.copyOf(all);
    }

    /** How views stand to transactions. */
    public enum Views {
        /** A view is one more transaction. */
        SERIALIZABLE,
        /**
         * A view sees what was committed when it was taken, and nothing else. Of two transactions that are both under
         * way, it may see the later one alone (the anomaly of read-only transactions, Fekete, O'Neil and O'Neil, 2004).
         */
        SNAPSHOTS
    }

    List<Recorded> all() {
        return all;
    }

    /** How many transactions and views it has. */
    public int size() {
        return all.size();
    }

    /** How many rows were read and written. */
    public long steps() {
        return all.stream().mapToLong(one -> one.steps().size()).sum();
    }

    /** What cannot have happened in a store that keeps its promises, in sentences. */
    public List<String> anomalies(Views views) {
        return new Serializability(this, views).anomalies();
    }
}
