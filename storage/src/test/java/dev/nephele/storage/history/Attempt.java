package dev.nephele.storage.history;

import dev.nephele.kernel.View;
import dev.nephele.storage.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** One run of what a client wants to do: it does what chance says, and notes what it sees and writes. */
final class Attempt {
    private final View view;
    private final Random chance;
    private final List<Step> steps = new ArrayList<>();

    /** @param plan decides what is done, so that another run for the same purpose does the same */
    Attempt(View view, long plan) {
        this.view = view;
        this.chance = new Random(plan);
    }

    List<Step> steps() {
        return steps;
    }

    void look(int times) {
        for (int i = 0; i < times; i++) {
            if (chance.nextInt(3) > 0) {
                get(anyone());
            } else {
                walk();
            }
        }
    }

    /** Looks at every row, by its key and by a walk. */
    void lookAtAll() {
        saw(Lists.walk(view, Lists.name(0), "list~", chance.nextBoolean(), Integer.MAX_VALUE));
        Lists.names().forEach(this::get);
    }

    /** Writes at least one row for each time. Every attempt writes elements that no other does. */
    void change(Transaction transaction, int times, AtomicLong elements) {
        for (int i = 0; i < times; i++) {
            if (chance.nextInt(12) == 0 && deletedRange(transaction)) {
                continue;
            }
            String key = anyone();
            String version = get(key);
            boolean ends = Lists.isLong(version) || chance.nextInt(5) == 0 && !Lists.isAbsent(version);
            steps.add(new Step.Write(
                    key,
                    ends
                            ? Lists.delete(transaction, key, version)
                            : Lists.append(transaction, key, version, elements.incrementAndGet())));
        }
    }

    private boolean deletedRange(Transaction transaction) {
        int first = chance.nextInt(Lists.names().size());
        String from = Lists.name(first);
        String to = Lists.name(first + 1 + chance.nextInt(3));
        Map<String, String> there = Lists.walk(view, from, to, false, Integer.MAX_VALUE);
        saw(there);
        there.values().removeIf(Lists::isAbsent);
        Lists.deleteRange(transaction, from, to, there)
                .forEach((key, version) -> steps.add(new Step.Write(key, version)));
        return !there.isEmpty();
    }

    private String get(String key) {
        String version = Lists.get(view, key);
        steps.add(new Step.Read(key, version));
        return version;
    }

    private void walk() {
        int first = chance.nextInt(Lists.names().size());
        int end = first + 1 + chance.nextInt(Lists.names().size());
        int limit = chance.nextBoolean() ? Integer.MAX_VALUE : 1 + chance.nextInt(2);
        saw(Lists.walk(view, Lists.name(first), Lists.name(end), chance.nextBoolean(), limit));
    }

    private void saw(Map<String, String> versions) {
        versions.forEach((key, version) -> steps.add(new Step.Read(key, version)));
    }

    private String anyone() {
        return Lists.name(chance.nextInt(Lists.names().size()));
    }
}
