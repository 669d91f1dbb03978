package dev.nephele.model;

import dev.nephele.kernel.checksum.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A payload that is streamed: it is read once and may be larger than memory. */
public interface Body {
    /** The number of bytes, or -1 when it is known only at the end. */
    long length();

    /** The bytes, to be read once. */
    InputStream open() throws IOException;

    /**
     * The checksums that the transport verified or computed while the bytes were read; complete once the end of the
     * stream was reached. Empty where nobody asked for any.
     */
    default Digests digests() {
        return Digests.NONE;
    }

    /** Sends all bytes; implementations that hold a file or an array do better than copying. */
    default void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(out);
        }
    }

    /** All bytes, where they are in memory already, not to be changed; else null. */
    default byte @Nullable [] inMemory() {
        return null;
    }

    /** A body of bytes in memory. */
    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new java.io.ByteArrayInputStream(bytes);
            }

            @Override
            public byte[] inMemory() {
                return bytes;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
