package dev.nephele.app.cli;

/** A reason why a command cannot do its work, in words for the person who called it. */
final class Failure extends Exception {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int NOT_RUNNING = 3;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    static Failure failed(String message) {
        return new Failure(FAILED, message);
    }

    static Failure wrongUse(String message) {
        return new Failure(WRONG_USE, message);
    }

    static Failure notRunning(String message) {
        return new Failure(NOT_RUNNING, message);
    }

    int exitCode() {
        return exitCode;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
