package dev.nephele.servicekit.tag;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a service for tags. Made once, with the refusals; a rule that is not set is not asked. Checked in this
 * order: how many; then of each tag its key, its value, whether it is reserved, whether its key came before.
 */
public final class TagRules {
    private static final String RESERVED = "aws:";

    private final int most;
    private final Supplier<RuntimeException> tooMany;
    private final Text keys;
    private final Text values;
    private final Match reserved;
    private final Match repeated;

    private TagRules(Builder builder) {
        this.most = builder.most;
        this.tooMany = builder.tooMany;
        this.keys = builder.keys;
        this.values = builder.values;
        this.reserved = builder.reserved;
        this.repeated = builder.repeated;
    }

    /** How keys are compared: as they are, or without regard to case. */
    public enum Letters {
        EXACT,
        ANY_CASE
    }

    /** What a tag is answered with that breaks a rule; a key or value that is absent is {@code null} in text. */
    public interface Refusal {
        RuntimeException of(String key, String value);
    }

    /** What is refused when keys match; without a refusal nothing is. */
    private record Match(Letters letters, @Nullable Refusal refusal) {
        static final Match NONE = new Match(Letters.EXACT, null);

        void refuse(boolean matches, String key, String value) {
            if (matches && refusal != null) {
                throw refusal.of(key, value);
            }
        }
    }

    /** Which texts keys or values may be: by length in UTF-16 units, as AWS counts, and by code points. */
    private record Text(int least, int most, IntPredicate allowed, Refusal refusal) {
        static final Text ANY = new Text(
                0,
                Integer.MAX_VALUE,
                point -> true,
                (key, value) -> new IllegalArgumentException("a tag without a key or value"));

        boolean fits(@Nullable String text) {
            return text != null
                    && text.length() >= least
                    && text.length() <= most
                    && text.codePoints().allMatch(allowed);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The tags of a request, checked, by key. */
    public <T> Map<String, String> checked(
            Collection<T> tags, Function<T, @Nullable String> key, Function<T, @Nullable String> value) {
        if (tags.size() > most) {
            throw tooMany.get();
        }
        SortedMap<String, String> checked = new TreeMap<>(
                repeated.letters == Letters.ANY_CASE
                        ? String.CASE_INSENSITIVE_ORDER
                        : Comparator.<String>naturalOrder());
        for (T tag : tags) {
            add(checked, key.apply(tag), value.apply(tag));
        }
        return Collections.unmodifiableSortedMap(checked);
    }

    /** The same of tags that come as a map. */
    public Map<String, String> checked(Map<String, String> tags) {
        return checked(tags.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
    }

    private void add(Map<String, String> checked, @Nullable String key, @Nullable String value) {
        if (key == null || !keys.fits(key)) {
            throw keys.refusal.of(String.valueOf(key), String.valueOf(value));
        }
        if (value == null || !values.fits(value)) {
            throw values.refusal.of(key, String.valueOf(value));
        }
        reserved.refuse(isReserved(key), key, value);
        repeated.refuse(checked.put(key, value) != null, key, value);
    }

    private boolean isReserved(String key) {
        return (reserved.letters == Letters.ANY_CASE ? key.toLowerCase(Locale.ROOT) : key).startsWith(RESERVED);
    }

    /** Sets rules. */
    public static final class Builder {
        private int most = Integer.MAX_VALUE;
        private Supplier<RuntimeException> tooMany = IllegalStateException::new;
        private Text keys = Text.ANY;
        private Text values = Text.ANY;
        private Match reserved = Match.NONE;
        private Match repeated = Match.NONE;

        private Builder() {}

        /** How many tags there may be at most. */
        public Builder most(int tags, Supplier<RuntimeException> refusal) {
            this.most = tags;
            this.tooMany = refusal;
            return this;
        }

        /** How long keys are, from 1, and of which code points. */
        public Builder keys(int longest, IntPredicate allowed, Refusal refusal) {
            this.keys = new Text(1, longest, allowed, refusal);
            return this;
        }

        /** How long values are, from 0, and of which code points. */
        public Builder values(int longest, IntPredicate allowed, Refusal refusal) {
            this.values = new Text(0, longest, allowed, refusal);
            return this;
        }

        /** Refuses keys that begin with {@code aws:}. */
        public Builder reserved(Letters compared, Refusal refusal) {
            this.reserved = new Match(compared, refusal);
            return this;
        }

        /** Refuses keys that come twice; without it the last tag wins. */
        public Builder distinct(Letters compared, Refusal refusal) {
            this.repeated = new Match(compared, refusal);
            return this;
        }

        public TagRules build() {
            return new TagRules(this);
        }
    }
}
