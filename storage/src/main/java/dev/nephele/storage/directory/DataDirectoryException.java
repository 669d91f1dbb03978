package dev.nephele.storage.directory;

import dev.nephele.storage.StoreException;

/** A data directory cannot be used: in use by another process, of a newer format, or not writable. */
public final class DataDirectoryException extends StoreException {
    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String message) {
        super(message);
    }

    public DataDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
