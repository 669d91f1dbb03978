package dev.nephele.storage.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which point must come before which. */
final class Precedence {
    private final List<Line> lines = new ArrayList<>();

    /** One point comes before another. */
    record Line(int from, int to, String why) {}

    void before(int from, int to, String why) {
        lines.add(new Line(from, to, why));
    }

    /** A short cycle, or nothing if there is none. */
    List<Line> cycle() {
        Map<Integer, List<Line>> out = new HashMap<>();
        Map<Integer, Integer> open = new HashMap<>();
        for (Line line : lines) {
            out.computeIfAbsent(line.from, from -> new ArrayList<>()).add(line);
            open.merge(line.from, 0, Integer::sum);
            open.merge(line.to, 1, Integer::sum);
        }
        removeOrdered(out, open);
        return open.isEmpty() ? List.of() : shortest(out, onCycle(open.keySet()));
    }

    /** Takes away, again and again, what nothing comes before. What is left is on a cycle or after one. */
    private static void removeOrdered(Map<Integer, List<Line>> out, Map<Integer, Integer> open) {
        ArrayDeque<Integer> free = new ArrayDeque<>();
        open.forEach((point, before) -> {
            if (before == 0) {
                free.add(point);
            }
        });
        while (!free.isEmpty()) {
            int point = free.remove();
            open.remove(point);
            for (Line line : out.getOrDefault(point, List.of())) {
                if (open.merge(line.to, -1, Integer::sum) == 0) {
                    free.add(line.to);
                }
            }
        }
    }

    /** Something that is left has something left before it: going back for ever, one comes round. */
    private int onCycle(Set<Integer> left) {
        Map<Integer, Integer> before = new HashMap<>();
        for (Line line : lines) {
            if (left.contains(line.from) && left.contains(line.to)) {
                before.put(line.to, line.from);
            }
        }
        Set<Integer> seen = new HashSet<>();
        int point = left.iterator().next();
        while (seen.add(point)) {
            point = Objects.requireNonNull(before.get(point));
        }
        return point;
    }

    private static List<Line> shortest(Map<Integer, List<Line>> out, int start) {
        Map<Integer, Line> reached = new HashMap<>();
        ArrayDeque<Integer> next = new ArrayDeque<>(List.of(start));
        while (!reached.containsKey(start)) {
            for (Line line : out.getOrDefault(next.remove(), List.of())) {
                if (reached.putIfAbsent(line.to, line) == null) {
                    next.add(line.to);
                }
            }
        }
        LinkedList<Line> cycle = new LinkedList<>();
        for (int point = start; cycle.isEmpty() || point != start; point = cycle.getFirst().from) {
            cycle.addFirst(Objects.requireNonNull(reached.get(point)));
        }
        return cycle;
    }
}
