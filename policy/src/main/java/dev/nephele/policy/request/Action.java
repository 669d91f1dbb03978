package dev.nephele.policy.request;

/** An IAM action in a request, {@code prefix:Name}. Case does not count. */
public final class Action {
    private final String text;
    private final String lower;
    /** The lower-case prefix, or empty if there is no colon. */
    private final String service;

    private final int hash;

    private Action(String text) {
        this.text = text;
        this.lower = Fold.lower(text);
        int colon = lower.indexOf(':');
        this.service = colon < 0 ? "" : lower.substring(0, colon);
        this.hash = Fold.hash(text);
    }

    /** The action of this name. */
    public static Action of(String text) {
        return new Action(text);
    }

    /** The action as it was written, as messages show it. */
    public String text() {
        return text;
    }

    /** The service prefix in lower case. */
    public String service() {
        return service;
    }

    /** The whole action in lower case. */
    public String lower() {
        return lower;
    }

    /** A number by which tables find the action; the same for texts that differ in case only. */
    public int hash() {
        return hash;
    }

    /** The name after the prefix, as it was written. */
    public String name() {
        return text.substring(text.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
