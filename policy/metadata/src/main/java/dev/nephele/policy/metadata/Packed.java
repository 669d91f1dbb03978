package dev.nephele.policy.metadata;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;

/**
 * A resource of this room: four bytes that name the format, the length of the header (four bytes, big-endian), the
 * header, then chunks at offsets that the header tells. Header and chunks are zlib streams of UTF-8 text, so that one
 * chunk can be read without the others.
 */
final class Packed {
    private static final int LEAD = 8;

    private final String resource;
    private final int headerLength;
    private final String header;

    private Packed(String resource, int headerLength, String header) {
        this.resource = resource;
        this.headerLength = headerLength;
        this.header = header;
    }

    static Packed open(String resource, String format) {
        try (DataInputStream in = new DataInputStream(stream(resource))) {
            String found = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            if (!found.equals(format)) {
                throw new IllegalStateException(resource + " has format " + found + ", expected " + format);
            }
            int length = in.readInt();
            return new Packed(resource, length, inflate(in.readNBytes(length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String header() {
        return header;
    }

    /** The text of the chunk at an offset behind the header. */
    String chunk(int offset, int length) {
        return new String(bytes(offset, length), StandardCharsets.UTF_8);
    }

    /** The content of the chunk at an offset behind the header. */
    byte[] bytes(int offset, int length) {
        try (InputStream in = stream(resource)) {
            in.skipNBytes((long) LEAD + headerLength + offset);
            return inflateBytes(in.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String resource) {
        InputStream in = Packed.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("the resource " + resource + " is missing from the build");
        }
        return in;
    }

    private static String inflate(byte[] deflated) throws IOException {
        return new String(inflateBytes(deflated), StandardCharsets.UTF_8);
    }

    private static byte[] inflateBytes(byte[] deflated) throws IOException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return in.readAllBytes();
        }
    }
}
