package dev.nephele.storage;

/** A transaction gave up because other writers changed what it had read each time it was tried. Nothing was written. */
public final class ConflictException extends StoreException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }
}
