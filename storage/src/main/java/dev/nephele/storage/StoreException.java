package dev.nephele.storage;

/** The state could not be read or written. If a commit failed with it, whether the commit took place is unknown. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
