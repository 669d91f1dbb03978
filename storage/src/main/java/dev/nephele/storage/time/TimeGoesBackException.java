package dev.nephele.storage.time;

/** Somebody tried to set the clock to an earlier time than it shows. */
public final class TimeGoesBackException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TimeGoesBackException(String message) {
        super(message);
    }
}
