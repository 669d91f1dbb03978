package dev.nephele.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error as AWS answers it: code, HTTP status, whose fault, message. Modelled errors are generated subclasses;
 * {@link #of} makes the many that AWS answers without modelling them. It carries no stack trace: it is an answer, not a
 * bug.
 */
public class ServiceException extends RuntimeException {
    private final String code;
    private final int status;
    private final boolean senderFault;
    private final @Nullable String text;
    private final Map<String, String> details = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    protected ServiceException(String code, int status, boolean senderFault, @Nullable String message) {
        super(message == null ? code : code + ": " + message, null, false, false);
        this.code = code;
        this.status = status;
        this.senderFault = senderFault;
        this.text = message;
    }

    /** An error that the model does not list. Statuses from 500 are the service's fault. */
    public static ServiceException of(String code, int status, @Nullable String message) {
        return new ServiceException(code, status, status < 500, message);
    }

    /** The code on the wire. */
    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public boolean senderFault() {
        return senderFault;
    }

    /** The text for the client; empty where AWS sends none. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** Adds an element beside code and message, as S3's errors have ({@code BucketName}, {@code Key} …). */
    public ServiceException with(String name, String value) {
        details.put(name, value);
        return this;
    }

    /** The extra elements in order. */
    public Map<String, String> details() {
        return details;
    }

    /** Adds an HTTP header, as some of S3's errors have ({@code ETag} when nothing was modified). */
    public ServiceException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The extra headers in order. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The modelled error as a structure with its own members, or empty for errors outside the model. */
    public Optional<Structure> modelled() {
        return Optional.empty();
    }
}
