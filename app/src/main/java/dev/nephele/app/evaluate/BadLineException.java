package dev.nephele.app.evaluate;

/** A line that is no question, with the reason in words for whoever wrote it. */
final class BadLineException extends Exception {
    BadLineException(String message) {
        super(message, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
