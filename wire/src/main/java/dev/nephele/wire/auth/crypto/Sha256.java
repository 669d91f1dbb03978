package dev.nephele.wire.auth.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 without looking up a provider for each digest, and its lower-case hexadecimal form. */
public final class Sha256 {
    /** The hash of nothing, in hexadecimal. */
    public static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final MessageDigest PROTOTYPE = create();

    private Sha256() {}

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new digest. Cloning a digest that nobody updates is safe from many threads and needs no provider look-up. */
    public static MessageDigest open() {
        return copy(PROTOTYPE);
    }

    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] hash(byte[] bytes, int offset, int length) {
        MessageDigest digest = open();
        digest.update(bytes, offset, length);
        return digest.digest();
    }

    public static String hexOf(byte[] bytes, int offset, int length) {
        return length == 0 ? OF_NOTHING : hex(hash(bytes, offset, length));
    }

    @SuppressWarnings("deprecation") // the constructor from bytes 0-127 without a decoder
    public static String hex(byte[] bytes) {
        byte[] text = new byte[bytes.length * 2];
        hex(bytes, text, 0);
        return new String(text, 0);
    }

    /** Writes the hexadecimal form into an array. */
    public static void hex(byte[] bytes, byte[] target, int offset) {
        int at = offset;
        for (byte b : bytes) {
            target[at++] = HEX[b >> 4 & 15];
            target[at++] = HEX[b & 15];
        }
    }
}
