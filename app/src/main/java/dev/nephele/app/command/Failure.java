package dev.nephele.app.command;

/** A reason why a command cannot do its work, in words for the person who called it. */
public final class Failure extends Exception {
    public static final int FAILED = 1;
    public static final int WRONG_USE = 2;
    public static final int NOT_RUNNING = 3;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    public static Failure failed(String message) {
        return new Failure(FAILED, message);
    }

    public static Failure wrongUse(String message) {
        return new Failure(WRONG_USE, message);
    }

    public static Failure notRunning(String message) {
        return new Failure(NOT_RUNNING, message);
    }

    public int exitCode() {
        return exitCode;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
