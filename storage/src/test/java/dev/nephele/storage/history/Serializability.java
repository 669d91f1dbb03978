package dev.nephele.storage.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for an order of a history. First it learns of every version who made it and who replaced it, which already shows
 * updates that were lost and reads of what never was committed. Then it draws who must come before whom: the maker of a
 * version before its readers, its readers before whoever replaced it, and what had ended before what then began. An order
 * exists exactly if there is no cycle. That one writer comes before the next needs no line of its own, as who replaces a
 * version has read it.
 *
 * <p>Every transaction is two points, where it reads and where it is committed, the one right before the other; they
 * differ only for {@linkplain History.Views#SNAPSHOTS views that are snapshots}, which must be taken before what they do
 * not see is committed, but perhaps not before it reads. Real time costs a line for each end of something, not for each
 * pair: ends are a chain, and whatever begins hangs on the last end before it.
 */
final class Serializability {
    private final List<Recorded> all;
    private final History.Views views;
    private final List<Map<String, Touch>> touches = new ArrayList<>();
    private final Map<Version, Integer> makers = new HashMap<>();
    private final Map<Version, Integer> replacers = new HashMap<>();
    private final Map<Version, Integer> passing = new HashMap<>();
    private final Set<String> anomalies = new TreeSet<>();

    private record Version(String key, String text) {}

    /** What a transaction first read of a key, or nothing, and what it left there; both are the same if it only read. */
    private record Touch(String found, String left) {}

    Serializability(History history, History.Views views) {
        this.all = history.all();
        this.views = views;
    }

    List<String> anomalies() {
        for (int i = 0; i < all.size(); i++) {
            touches.add(touched(i));
        }
        for (int i = 0; i < all.size(); i++) {
            learnWrites(i);
        }
        for (int i = 0; i < all.size(); i++) {
            checkReads(i);
        }
        Precedence order = new Precedence();
        for (int i = 0; i < all.size(); i++) {
            order.before(reading(i), committed(i), "then");
            drawReads(order, i);
        }
        List<Precedence.Line> cycle = order.cycle();
        if (!cycle.isEmpty()) {
            anomalies.add("not serializable: " + told(cycle));
        } else {
            drawTime(order);
            List<Precedence.Line> backwards = order.cycle();
            if (!backwards.isEmpty()) {
                anomalies.add("stale: " + told(backwards));
            }
        }
        return List.copyOf(anomalies);
    }

    /** Also checks that within the transaction, a row changes only by its own hand. */
    private Map<String, Touch> touched(int i) {
        Map<String, Touch> touched = new LinkedHashMap<>();
        for (Step step : all.get(i).steps()) {
            Touch before = touched.get(step.key());
            switch (step) {
                case Step.Read read -> {
                    if (before == null) {
                        touched.put(read.key(), new Touch(read.version(), read.version()));
                    } else if (!before.left().equals(read.version())) {
                        anomalies.add("not one state: " + read + " after " + before.left() + " in " + all.get(i));
                    }
                }
                case Step.Write write -> {
                    if (before == null) {
                        throw new IllegalArgumentException("a write of what was not read: " + all.get(i));
                    }
                    if (!before.found().equals(before.left())) {
                        passing.put(new Version(write.key(), before.left()), i);
                    }
                    touched.put(write.key(), new Touch(before.found(), write.version()));
                }
            }
        }
        return touched;
    }

    private void learnWrites(int i) {
        touches.get(i).forEach((key, touch) -> {
            if (touch.found().equals(touch.left())) {
                return;
            }
            Integer maker = makers.putIfAbsent(new Version(key, touch.left()), i);
            if (maker != null) {
                anomalies.add(
                        "made twice: " + key + "=" + touch.left() + " by " + all.get(maker) + " and " + all.get(i));
            }
            Integer replacer = replacers.putIfAbsent(new Version(key, touch.found()), i);
            if (replacer != null) {
                anomalies.add("lost update: " + key + "=" + touch.found() + " is replaced by " + all.get(replacer)
                        + " and " + all.get(i));
            }
        });
    }

    private void checkReads(int i) {
        touches.get(i).forEach((key, touch) -> {
            Version version = new Version(key, touch.found());
            if (makers.containsKey(version) || touch.found().equals(Lists.NEVER)) {
                return;
            }
            Integer halfway = passing.get(version);
            anomalies.add(
                    halfway == null
                            ? "never committed: " + key + "=" + touch.found() + " is read by " + all.get(i)
                            : "half done: " + key + "=" + touch.found() + " of " + all.get(halfway) + " is read by "
                                    + all.get(i));
        });
    }

    private void drawReads(Precedence order, int i) {
        touches.get(i).forEach((key, touch) -> {
            Version version = new Version(key, touch.found());
            Integer maker = makers.get(version);
            if (maker != null && maker != i) {
                order.before(committed(maker), reading(i), "is read at " + key + " by");
            }
            Integer replacer = replacers.get(version);
            if (replacer != null && replacer != i) {
                boolean snapshot =
                        views == History.Views.SNAPSHOTS && all.get(i).kind() == Recorded.Kind.VIEW;
                order.before(reading(i), snapshot ? committed(replacer) : reading(replacer), "does not see at " + key);
            }
        });
    }

    private void drawTime(Precedence order) {
        List<Integer> byEnd = new ArrayList<>();
        List<Integer> byBegin = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            byEnd.add(i);
            byBegin.add(i);
        }
        byEnd.sort(Comparator.comparingLong(i -> all.get(i).ended()));
        byBegin.sort(Comparator.comparingLong(i -> all.get(i).began()));
        int ends = 0;
        for (int i : byBegin) {
            while (ends < byEnd.size()
                    && all.get(byEnd.get(ends)).ended() < all.get(i).began()) {
                order.before(committed(byEnd.get(ends)), end(ends), "had ended");
                if (ends > 0) {
                    order.before(end(ends - 1), end(ends), "");
                }
                ends++;
            }
            if (ends > 0) {
                order.before(end(ends - 1), reading(i), "before there began");
            }
        }
    }

    private static int reading(int transaction) {
        return 2 * transaction;
    }

    private static int committed(int transaction) {
        return 2 * transaction + 1;
    }

    private int end(int number) {
        return 2 * all.size() + number;
    }

    private String told(List<Precedence.Line> cycle) {
        StringBuilder text = new StringBuilder();
        int last = -1;
        for (Precedence.Line line : cycle) {
            if (line.from() < 2 * all.size() && line.from() / 2 != last) {
                last = line.from() / 2;
                text.append("\n  ").append(all.get(last));
            }
            if (!line.why().isEmpty() && line.from() / 2 != line.to() / 2) {
                text.append("\n    ").append(line.why());
            }
        }
        return text.append("\n  the first again").toString();
    }
}
