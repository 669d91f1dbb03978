package dev.nephele.wire.auth.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A key of HMAC-SHA256 (RFC 2104) with the first block of both its digests already computed, so that a MAC costs two
 * copies and the message. Immutable: safe for many threads.
 */
public final class HmacKey {
    private static final int BLOCK = 64;
    private static final int SIZE = 32;

    private final MessageDigest inner;
    private final MessageDigest outer;

    public HmacKey(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? Sha256.hash(key, 0, key.length) : key, BLOCK);
        inner = started(block, (byte) 0x36);
        outer = started(block, (byte) 0x5c);
    }

    private static MessageDigest started(byte[] block, byte pad) {
        byte[] padded = block.clone();
        for (int i = 0; i < BLOCK; i++) {
            padded[i] ^= pad;
        }
        MessageDigest digest = Sha256.open();
        digest.update(padded);
        return digest;
    }

    /** The MAC of a part of an array. */
    public byte[] mac(byte[] message, int offset, int length) {
        MessageDigest first = Sha256.copy(inner);
        first.update(message, offset, length);
        MessageDigest second = Sha256.copy(outer);
        byte[] hash = first.digest();
        second.update(hash, 0, SIZE);
        return second.digest();
    }

    public byte[] mac(byte[] message) {
        return mac(message, 0, message.length);
    }
}
