package dev.nephele.servicekit.seal;

import dev.nephele.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and authenticates for one purpose. Safe for use by any number of threads.
 *
 * <p>Layout, which is persistent: a version byte 01, a random nonce of 24 bytes, the content encrypted with XAES-256-GCM,
 * its tag of 16 bytes. The key is HKDF-SHA-256 of the cloud's key with {@code nephele} and the purpose as information.
 *
 * <p>With GCM's own nonces of 12 random bytes a key has to be changed after 2<sup>32</sup> messages (NIST SP 800-38D,
 * 8.3), which a busy cloud seals in days; this one is good for 2<sup>80</sup>.
 */
public final class Seal {
    private static final byte VERSION = 1;
    private static final int KEY = 32;
    private static final int HEAD = 1 + Xaes.NONCE;

    /** How many bytes the sealed form is longer than what it holds. */
    public static final int OVERHEAD = HEAD + Xaes.TAG;

    private final byte[] root;
    private final String purpose;
    private final Ids ids;
    private volatile @Nullable Xaes derived;

    Seal(byte[] root, String purpose, Ids ids) {
        this.root = root;
        this.purpose = purpose;
        this.ids = ids;
    }

    /**
     * Seals a content.
     *
     * @param bound what must be said again to open it; it is not in what this answers
     */
    public byte[] seal(byte[] content, byte[] bound) {
        byte[] nonce = new byte[Xaes.NONCE];
        ids.fill(nonce);
        try {
            byte[] encrypted = cipher().crypt(Cipher.ENCRYPT_MODE, nonce, bound, content);
            byte[] sealed = new byte[HEAD + encrypted.length];
            sealed[0] = VERSION;
            System.arraycopy(nonce, 0, sealed, 1, Xaes.NONCE);
            System.arraycopy(encrypted, 0, sealed, HEAD, encrypted.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** What was sealed; empty if that was not done by this cloud, for this purpose and what is bound, or was changed. */
    public Optional<byte[]> open(byte[] sealed, byte[] bound) {
        if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, HEAD);
        byte[] encrypted = Arrays.copyOfRange(sealed, HEAD, sealed.length);
        try {
            return Optional.of(cipher().crypt(Cipher.DECRYPT_MODE, nonce, bound, encrypted));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** Made when it is first needed: a start derives no key. */
    private Xaes cipher() throws GeneralSecurityException {
        Xaes known = derived;
        if (known != null) {
            return known;
        }
        Xaes fresh = new Xaes(derived(root, purpose));
        derived = fresh;
        return fresh;
    }

    /** The key of a purpose. */
    static SecretKey derived(byte[] root, String purpose) {
        byte[] information = ("nephele " + purpose).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(root).thenExpand(information, KEY));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has AES-GCM and HKDF", e);
    }
}
