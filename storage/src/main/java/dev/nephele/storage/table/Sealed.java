package dev.nephele.storage.table;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A component of a {@link Row} that lies in tables encrypted only, such as a secret access key. Who has the key opens it;
 * the content then stays with this object, so that a row that is read from memory again and again is opened once.
 *
 * <p>Rows of older programs may have it {@linkplain #plain in plain}. Such a one can be read, and not be written.
 */
public final class Sealed {
    private final byte[] bytes;
    private final boolean plain;
    private volatile byte @Nullable [] content;

    private Sealed(byte[] bytes, boolean plain) {
        this.bytes = bytes;
        this.plain = plain;
        this.content = plain ? bytes : null;
    }

    /** What was encrypted; the array is not copied. */
    public static Sealed of(byte[] encrypted) {
        return new Sealed(encrypted, false);
    }

    /** What an older program left unencrypted; the array is not copied. */
    public static Sealed plain(byte[] content) {
        return new Sealed(content, true);
    }

    /** Whether it was left unencrypted. */
    public boolean isPlain() {
        return plain;
    }

    /**
     * What was encrypted, to be written.
     *
     * @throws IllegalStateException if it is plain
     */
    byte[] encrypted() {
        if (plain) {
            throw new IllegalStateException("a secret is never written in plain");
        }
        return bytes;
    }

    /**
     * What is in it, which is shared and not to be changed.
     *
     * @param opening decrypts; called at most once, or a few times at once
     */
    public byte[] content(UnaryOperator<byte[]> opening) {
        byte[] known = content;
        if (known != null) {
            return known;
        }
        byte[] opened = opening.apply(bytes);
        content = opened;
        return opened;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sealed sealed && plain == sealed.plain && Arrays.equals(bytes, sealed.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "Sealed";
    }
}
