package dev.nephele.policy.request;

/** The name of a condition key, such as {@code aws:SourceIp}. Case does not count, that of a tag key in it neither. */
public final class ConditionKey {
    final String name;
    final int hash;

    private ConditionKey(String name) {
        this.name = name;
        this.hash = Fold.hash(name);
    }

    /** The key of this name; keep it where the name is constant, since its hash is computed once. */
    public static ConditionKey of(String name) {
        return new ConditionKey(name);
    }

    /**
     * The key that a policy names: as {@link #of}, but one string with the constant of the same name, so that finding it
     * in a {@link Context} compares no characters.
     */
    public static ConditionKey ofPolicy(String name) {
        return new ConditionKey(name.intern());
    }

    /** The name as it was first written. */
    public String name() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConditionKey key && key.hash == hash && Fold.equal(key.name, name);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name;
    }
}
