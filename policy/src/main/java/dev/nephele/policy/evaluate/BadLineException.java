package dev.nephele.policy.evaluate;

/** Says why a line cannot be answered; its message reaches the caller. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(String message) {
        super(message, null, false, false);
    }
}
