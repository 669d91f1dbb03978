package dev.nephele.policy.request;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The condition keys of a request and their values. A key is single-valued (one string) or multivalued (any number of
 * strings, none too). Contexts are laid over one another: keys of the call first, those of one (action, resource) pair
 * over them; the upper one hides the lower one's values.
 *
 * <p>Finding a key takes constant time and allocates nothing; names are compared without regard to case.
 */
public final class Context {
    private static final int FEWEST_SLOTS = 16;

    /** A context without keys. */
    public static final Context EMPTY = builder().build();

    private final @Nullable String[] names;
    private final int[] hashes;
    /** A String for a single-valued key, a String[] for a multivalued one. */
    private final @Nullable Object[] values;

    private final @Nullable Context below;

    private Context(Builder builder) {
        this.names = builder.names;
        this.hashes = builder.hashes;
        this.values = builder.values;
        this.below = builder.below;
    }

    /** Starts a context that stands alone. */
    public static Builder builder() {
        return new Builder(null, FEWEST_SLOTS);
    }

    /** Starts a context whose keys hide those of this one. */
    public Builder over() {
        return new Builder(this, FEWEST_SLOTS);
    }

    /** The same, with room for so many keys. */
    public Builder over(int keys) {
        int slots = FEWEST_SLOTS;
        while (slots < keys * 2) {
            slots *= 2;
        }
        return new Builder(this, slots);
    }

    /** A String, a String[], or null when the key is absent. */
    public @Nullable Object find(ConditionKey key) {
        for (Context layer = this; layer != null; layer = layer.below) {
            int slot = slot(layer.names, layer.hashes, key.name, key.hash);
            if (layer.names[slot] != null) {
                return layer.values[slot];
            }
        }
        return null;
    }

    /** The values of a key, or empty when it is absent. */
    public Optional<List<String>> values(ConditionKey key) {
        Object found = find(key);
        return found == null ? Optional.empty() : Optional.of(list(found));
    }

    /** Every key with its values, in the order of names without regard to case. */
    public Map<String, List<String>> all() {
        Map<String, List<String>> all =
                below == null ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new TreeMap<>(below.all());
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            Object value = values[i];
            if (name != null && value != null) {
                all.remove(name);
                all.put(name, list(value));
            }
        }
        return all;
    }

    private static List<String> list(Object value) {
        return value instanceof String single ? List.of(single) : List.of((String[]) value);
    }

    private static int slot(@Nullable String[] names, int[] hashes, String name, int hash) {
        int mask = names.length - 1;
        int slot = hash & mask;
        while (true) {
            String there = names[slot];
            if (there == null || hashes[slot] == hash && (there == name || Fold.equal(there, name))) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }

    /** Collects keys. A builder is used by one thread and builds once. */
    public static final class Builder {
        private final @Nullable Context below;
        private @Nullable String[] names;
        private int[] hashes;
        private @Nullable Object[] values;
        private int size;

        private Builder(@Nullable Context below, int slots) {
            this.below = below;
            this.names = new @Nullable String[slots];
            this.hashes = new int[slots];
            this.values = new @Nullable Object[slots];
        }

        /** Sets a single-valued key. */
        public Builder put(ConditionKey key, String value) {
            return set(key.name, key.hash, value);
        }

        /** Sets a single-valued key. */
        public Builder put(String key, String value) {
            return set(key, Fold.hash(key), value);
        }

        /** Sets a single-valued key if there is a value. */
        public Builder put(ConditionKey key, Optional<String> value) {
            return value.isPresent() ? put(key, value.get()) : this;
        }

        /** Sets a multivalued key; no value is a key that is present and empty. */
        public Builder putAll(ConditionKey key, List<String> multiple) {
            return set(key.name, key.hash, multiple.toArray(String[]::new));
        }

        /** Sets a multivalued key; no value is a key that is present and empty. */
        public Builder putAll(String key, List<String> multiple) {
            return set(key, Fold.hash(key), multiple.toArray(String[]::new));
        }

        /**
         * Sets every key of a requirement's context. A key with one value is single-valued unless IAM's metadata says
         * that it has many.
         */
        public Builder putAll(Map<String, List<String>> keys) {
            for (Map.Entry<String, List<String>> entry : keys.entrySet()) {
                List<String> list = entry.getValue();
                KeyFacts facts = KeyFacts.of(entry.getKey());
                boolean single = list.size() == 1 && !facts.multivalued();
                set(entry.getKey(), facts.hash(), single ? list.getFirst() : list.toArray(String[]::new));
            }
            return this;
        }

        /** Sets {@code prefix} + tag key for each tag, such as {@code aws:PrincipalTag/team}. */
        public Builder putTags(String prefix, Map<String, String> tags) {
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                put(prefix + tag.getKey(), tag.getValue());
            }
            return this;
        }

        private Builder set(String name, int hash, Object value) {
            if (size * 2 >= names.length) {
                grow();
            }
            int slot = slot(names, hashes, name, hash);
            if (names[slot] == null) {
                size++;
            }
            names[slot] = name;
            hashes[slot] = hash;
            values[slot] = value;
            return this;
        }

        private void grow() {
            @Nullable String[] oldNames = names;
            int[] oldHashes = hashes;
            @Nullable Object[] oldValues = values;
            names = new @Nullable String[oldNames.length * 2];
            hashes = new int[names.length];
            values = new @Nullable Object[names.length];
            for (int i = 0; i < oldNames.length; i++) {
                String name = oldNames[i];
                if (name != null) {
                    int slot = slot(names, hashes, name, oldHashes[i]);
                    names[slot] = name;
                    hashes[slot] = oldHashes[i];
                    values[slot] = oldValues[i];
                }
            }
        }

        /** The context; the builder must not be used after. */
        public Context build() {
            return new Context(this);
        }
    }

    @Override
    public String toString() {
        return all().toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Context context && context.all().equals(all());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }
}
