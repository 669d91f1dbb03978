package dev.nephele.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.storage.Batch;
import dev.nephele.storage.engine.MvEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Readers and the committer, interleaved on one thread as a seed says, so that what fails once fails again.
 *
 * <p>A reader decodes a row between reading it and keeping it: there others take their steps, and readers among them are
 * interrupted likewise. A commit is a step for the engine, one for each row that the memories are told of, and one in
 * which it is published. What happens while a reader holds the lock on a key is not reached so; {@link RowCacheTest} has
 * it.
 */
class InterleavingTest {
    private static final int STEPS = 4_000;
    private static final int DEEPEST = 4;
    private static final int KEYS = 6;
    private static final int HELD = 5;
    private static final byte[] TABLE = {(byte) 0xff, 1};

    private final MvEngine engine = MvEngine.inMemory();
    private final Published.Generation generation = new Published.Generation(engine);
    private final RowCache cache = new RowCache();
    private final ChangeCounters counters = new ChangeCounters(1);
    private final List<State> held = new ArrayList<>();
    private final Map<Long, Map<Byte, String>> counted = new HashMap<>();
    private final List<Runnable> commit = new ArrayList<>();
    private Random chance = new Random(0);
    private long version = 1;
    private int depth;

    /** A state that is published, and the rows it must have. */
    private record State(Published published, Map<Byte, String> rows) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyReaderSeesItsOwnState(long seed) {
        chance = new Random(seed);
        held.add(new State(new Published(version, generation), Map.of()));
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        assertThat(version).isGreaterThan(STEPS / 20);
        held.forEach(state -> state.published.release());
        generation.release();
    }

    private void step() {
        if (chance.nextInt(3) == 0) {
            if (commit.isEmpty()) {
                begin();
            }
            commit.removeFirst().run();
        } else if (depth < DEEPEST) {
            depth++;
            read(held.get(chance.nextInt(held.size())));
            depth--;
        }
    }

    private void read(State state) {
        assertThat(state.published.hold()).isTrue();
        byte name = (byte) chance.nextInt(KEYS);
        String value = cache.get(key(name), this::decodedSlowly, state.published);
        assertThat(value)
                .as("row %s of state %s", name, state.published.version)
                .isEqualTo(state.rows.get(name));
        long number = counters.version(TABLE, state.published.version);
        assertThat(counted.computeIfAbsent(number, first -> state.rows))
                .as("what has number %s in state %s", number, state.published.version)
                .isEqualTo(state.rows);
        state.published.release();
    }

    private String decodedSlowly(byte[] value) {
        for (int i = chance.nextInt(4); i > 0; i--) {
            step();
        }
        return new String(value);
    }

    private void begin() {
        long next = ++version;
        Batch batch = new Batch();
        TreeMap<Byte, String> rows = new TreeMap<>(held.getLast().rows);
        commit.add(() -> engine.write(batch, false));
        for (int i = 1 + chance.nextInt(2); i > 0; i--) {
            byte name = (byte) chance.nextInt(KEYS);
            switch (chance.nextInt(8)) {
                case 0 -> {
                    byte end = (byte) (name + 1 + chance.nextInt(2));
                    batch.deleteRange(key(name), key(end));
                    rows.subMap(name, end).clear();
                    commit.add(() -> cache.deletedRange(key(name), key(end), next));
                    commit.add(() -> counters.deletedRange(key(name), key(end), next));
                }
                case 1, 2 -> {
                    batch.delete(key(name));
                    rows.remove(name);
                    wrote(name, null, next);
                }
                default -> {
                    String value = next + "/" + i;
                    batch.put(key(name), value.getBytes());
                    rows.put(name, value);
                    wrote(name, value.getBytes(), next);
                }
            }
        }
        commit.add(() -> publish(new State(new Published(next, generation), rows)));
    }

    private void wrote(byte name, byte @Nullable [] value, long next) {
        commit.add(() -> counters.wrote(key(name), next));
        commit.add(() -> cache.wrote(new RowKey(key(name)), value, next));
    }

    private void publish(State state) {
        held.add(state);
        if (held.size() > HELD) {
            held.removeFirst().published.release();
        }
    }

    private static byte[] key(byte name) {
        byte[] key = Arrays.copyOf(TABLE, TABLE.length + 1);
        key[TABLE.length] = name;
        return key;
    }
}
