package dev.nephele.policy.json;

/** Says why a text is not one JSON value. */
public final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what is wrong, for a person; not AWS's text */
    public NotJsonException(String message) {
        super(message, null, false, false);
    }
}
