package dev.nephele.servicekit.seal;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * XAES-256-GCM under one key (C2SP, {@code c2sp.org/XAES-256-GCM}): AES-256-GCM under a key that is derived, by two blocks
 * of AES, from the first half of the nonce. Safe for use by any number of threads.
 *
 * <p>Making ciphers costs more than using them, so the last pair that was used lies ready for the next to come.
 */
final class Xaes {
    static final int NONCE = 24;
    static final int TAG = 16;
    private static final int HALF = NONCE / 2;
    private static final int BLOCK = 16;
    private static final int KEY = 32;

    private final SecretKey key;
    private final byte[] mask;
    private final AtomicReference<@Nullable Ciphers> idle = new AtomicReference<>();

    /** Of one thread at a time. */
    private record Ciphers(Cipher blocks, Cipher gcm) {
        static Ciphers of(SecretKey key) throws GeneralSecurityException {
            Cipher blocks = Cipher.getInstance("AES/ECB/NoPadding");
            blocks.init(Cipher.ENCRYPT_MODE, key);
            return new Ciphers(blocks, Cipher.getInstance("AES/GCM/NoPadding"));
        }
    }

    Xaes(SecretKey key) throws GeneralSecurityException {
        this.key = key;
        Ciphers first = Ciphers.of(key);
        this.mask = doubled(first.blocks.doFinal(new byte[BLOCK]));
        idle.set(first);
    }

    /**
     * Encrypts a text or decrypts one with its tag.
     *
     * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
     * @throws javax.crypto.AEADBadTagException if the text was encrypted otherwise, or with something else bound to it
     */
    byte[] crypt(int mode, byte[] nonce, byte[] bound, byte[] text) throws GeneralSecurityException {
        Ciphers taken = idle.getAndSet(null);
        Ciphers ciphers = taken == null ? Ciphers.of(key) : taken;
        SecretKey derived = new SecretKeySpec(ciphers.blocks.doFinal(inputs(nonce)), "AES");
        ciphers.gcm.init(mode, derived, new GCMParameterSpec(TAG * Byte.SIZE, nonce, HALF, HALF));
        ciphers.gcm.updateAAD(bound);
        byte[] result = ciphers.gcm.doFinal(text);
        idle.set(ciphers);
        return result;
    }

    private byte[] inputs(byte[] nonce) {
        byte[] inputs = new byte[KEY];
        for (int block = 0; block < 2; block++) {
            int at = block * BLOCK;
            inputs[at + 1] = (byte) (block + 1);
            inputs[at + 2] = 'X';
            System.arraycopy(nonce, 0, inputs, at + BLOCK - HALF, HALF);
            for (int i = 0; i < BLOCK; i++) {
                inputs[at + i] ^= mask[i];
            }
        }
        return inputs;
    }

    /** The block times x in the field of CMAC (NIST SP 800-38B, 6.1). */
    private static byte[] doubled(byte[] block) {
        byte[] twice = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            int carried = i + 1 < BLOCK ? (block[i + 1] & 0x80) >>> 7 : 0;
            twice[i] = (byte) (block[i] << 1 | carried);
        }
        if (block[0] < 0) {
            twice[BLOCK - 1] ^= (byte) 0x87;
        }
        return twice;
    }
}
