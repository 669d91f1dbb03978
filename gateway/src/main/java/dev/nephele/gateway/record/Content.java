package dev.nephele.gateway.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes that many calls refer to by their hash, such as a policy text or what is known of a principal: stored once an
 * epoch of the record. The hash is the first 16 bytes of SHA-256.
 */
public final class Content {
    /** The length of a hash in bytes. */
    public static final int HASH_LENGTH = 16;

    private final byte[] hash;
    private final byte[] bytes;
    private volatile long storedMark = -1;

    /** A content with those it refers to. */
    public record Whole(Content whole, List<Content> parts) {}

    private Content(byte[] hash, byte[] bytes) {
        this.hash = hash;
        this.bytes = bytes;
    }

    /** The content of these bytes, which are kept, not copied. */
    public static Content of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Content(Arrays.copyOf(digest, HASH_LENGTH), bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hash; not to be changed. */
    public byte[] hash() {
        return hash;
    }

    /** The bytes; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    boolean stored(long mark) {
        return storedMark == mark;
    }

    void markStored(long mark) {
        storedMark = mark;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(hash);
    }
}
