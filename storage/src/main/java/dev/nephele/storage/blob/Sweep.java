package dev.nephele.storage.blob;

import dev.nephele.storage.Store;
import dev.nephele.storage.StoreException;
import dev.nephele.storage.StoreView;
import dev.nephele.storage.Transaction;
import dev.nephele.storage.blob.Tables.Deleted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Frees the bytes of large payloads that belong to nobody.
 *
 * <p>Deleted ones wait in a table for the space's {@linkplain Space#stay stay}. Who is reading one puts its end off, in
 * the table, when half of that has passed; so no other node takes the bytes from under a reader either.
 *
 * <p>Unpublished ones: a payload is <em>under way</em> from before its first byte until it is known to be published or
 * gone. Who finds a payload that is not under way, and only then takes a view in which it is neither published nor
 * deleted, has found one that nobody will ever publish: whatever was published had become visible before it ceased to be
 * under way.
 */
final class Sweep {
    private static final int AT_ONCE = 500;

    /** How long to wait for a commit of unknown outcome to arrive. Longer than a database can keep one in the air. */
    private static final Duration UNKNOWN = Duration.ofHours(1);

    private final Store store;
    private final Space space;
    private final Leases leases;
    private final InstantSource wall;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<BlobId, Instant> undecided = new ConcurrentHashMap<>();

    Sweep(Store store, Space space, Leases leases, InstantSource wall) {
        this.store = store;
        this.space = space;
        this.leases = leases;
        this.wall = wall;
    }

    void begun(BlobId id) {
        underWay.add(id.value());
    }

    void published(BlobId id) {
        underWay.remove(id.value());
    }

    /** The payload will not be published by anybody. */
    void refused(BlobId id) {
        try {
            space.discard(id);
            underWay.remove(id.value());
        } catch (StoreException e) {
            // Whoever is told of a refusal need not hear of this too; the next sweep tries again, and reports.
            undecided.put(id, Instant.MIN);
        }
    }

    /** Nobody knows yet whether the payload was published. */
    void unknown(BlobId id) {
        undecided.put(id, wall.instant().plus(UNKNOWN));
    }

    /**
     * One round. What cannot be removed is tried again in the next.
     *
     * @throws StoreException the first failure, after all else was tried
     */
    void run() {
        Instant now = wall.instant();
        List<StoreException> failures = new ArrayList<>();
        deleted(now, failures);
        List<BlobId> due = new ArrayList<>();
        undecided.forEach((id, at) -> {
            if (at.isBefore(now)) {
                due.add(id);
            }
        });
        due.forEach(id -> {
            undecided.remove(id);
            underWay.remove(id.value());
        });
        settle(due, failures);
        space.suspects(now, found -> settle(found, failures));
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void deleted(Instant now, List<StoreException> failures) {
        Optional<Deleted> last = Optional.empty();
        while (true) {
            List<Deleted> page;
            try (StoreView view = store.view()) {
                page = Tables.DELETED.scan().after(last).limit(AT_ONCE).keys(view);
            }
            if (page.isEmpty()) {
                return;
            }
            last = Optional.of(page.getLast());
            deleted(page, now, failures);
        }
    }

    private void deleted(List<Deleted> page, Instant now, List<StoreException> failures) {
        List<Deleted> ended = new ArrayList<>();
        List<Deleted> read = new ArrayList<>();
        for (Deleted each : page) {
            Duration age = Duration.between(each.wall(), now);
            if (leases.has(each.id())) {
                if (age.compareTo(space.stay().dividedBy(2)) > 0) {
                    read.add(each);
                }
            } else if (age.abs().compareTo(space.stay()) > 0) {
                // Also if it lies ahead: the machine's clock was wrong then.
                if (tried(() -> space.delete(new BlobId(each.id())), failures)) {
                    ended.add(each);
                }
            }
        }
        if (!ended.isEmpty() || !read.isEmpty()) {
            store.update(transaction -> {
                ended.forEach(each -> Tables.DELETED.delete(transaction, each));
                read.forEach(each -> putOff(transaction, each, now));
            });
        }
    }

    private static void putOff(Transaction transaction, Deleted each, Instant now) {
        if (Tables.DELETED.exists(transaction, each)) {
            Tables.DELETED.delete(transaction, each);
            Tables.DELETED.put(transaction, new Deleted(now, each.id()), true);
        }
    }

    private static boolean tried(Runnable work, List<StoreException> failures) {
        try {
            work.run();
            return true;
        } catch (StoreException e) {
            failures.add(e);
            return false;
        }
    }

    /** Discards those of some payloads that belong to nobody. */
    private void settle(List<BlobId> found, List<StoreException> failures) {
        List<BlobId> orphans = new ArrayList<>(found);
        orphans.removeIf(id -> underWay.contains(id.value()));
        if (!orphans.isEmpty()) {
            try (StoreView view = store.view()) {
                orphans.removeIf(id -> Tables.LARGE.exists(view, id));
                if (!orphans.isEmpty()) {
                    Set<String> waiting = new HashSet<>();
                    Tables.DELETED.scan().each(view, (each, present) -> waiting.add(each.id()) || true);
                    orphans.removeIf(id -> waiting.contains(id.value()));
                }
            }
        }
        for (BlobId id : orphans) {
            // Of a state that was exchanged somebody may still be reading.
            if (leases.has(id.value()) || !tried(() -> space.discard(id), failures)) {
                undecided.put(id, Instant.MIN);
            }
        }
    }
}
