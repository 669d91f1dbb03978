package dev.nephele.services.ec2;

import dev.nephele.kernel.Ids;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A new key pair in the forms that OpenSSH reads.
 *
 * @param privateKey PEM: PKCS #1 for RSA, OpenSSH's own for ED25519
 * @param publicKey as a line of {@code authorized_keys}, without comment
 * @param fingerprint SHA-1 of the private key as PKCS #8 for RSA, SHA-256 of the public key for ED25519 (EC2 User Guide,
 *     "Verify the fingerprint of your key pair")
 */
record KeyMaterial(String privateKey, String publicKey, String fingerprint) {
    private static final int RSA_BITS = 2048;
    /** How many bytes stand before the PKCS #1 form in the PKCS #8 form of an RSA key of this size. */
    private static final int PKCS8_HEAD = 26;

    private static final int ED25519_LENGTH = 32;
    private static final String ED25519 = "ssh-ed25519";

    static KeyMaterial rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            java.security.KeyPair pair = generator.generateKeyPair();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            RSAPublicKey key = (RSAPublicKey) pair.getPublic();
            Blob line = new Blob()
                    .text("ssh-rsa")
                    .bytes(key.getPublicExponent().toByteArray())
                    .bytes(key.getModulus().toByteArray());
            return new KeyMaterial(
                    pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, PKCS8_HEAD, pkcs8.length)),
                    "ssh-rsa " + line.base64(),
                    HexFormat.ofDelimiter(":").formatHex(digest("SHA-1", pkcs8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyMaterial ed25519(Ids ids) {
        try {
            java.security.KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] seed = tail(pair.getPrivate().getEncoded());
            byte[] point = tail(pair.getPublic().getEncoded());
            Blob line = new Blob().text(ED25519).bytes(point);
            byte[] check = new byte[4];
            ids.fill(check);
            Blob secret = new Blob()
                    .raw(check)
                    .raw(check)
                    .text(ED25519)
                    .bytes(point)
                    .bytes(new Blob().raw(seed).raw(point).toByteArray())
                    .text("");
            for (int pad = 1; secret.size() % 8 != 0; pad++) {
                secret.raw(new byte[] {(byte) pad});
            }
            Blob file = new Blob()
                    .raw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                    .text("none")
                    .text("none")
                    .text("")
                    .raw(new byte[] {0, 0, 0, 1})
                    .bytes(line.toByteArray())
                    .bytes(secret.toByteArray());
            return new KeyMaterial(
                    pem("OPENSSH PRIVATE KEY", file.toByteArray()),
                    ED25519 + ' ' + line.base64(),
                    Base64.getEncoder().encodeToString(digest("SHA-256", line.toByteArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key itself, which is the end of its encoded form. */
    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - ED25519_LENGTH, encoded.length);
    }

    private static byte[] digest(String algorithm, byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }

    private static String pem(String kind, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----";
    }

    /** Bytes in the form of RFC 4251: texts and numbers follow their length. */
    private static final class Blob {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Blob raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Blob bytes(byte[] bytes) {
            int length = bytes.length;
            out.writeBytes(
                    new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
            return raw(bytes);
        }

        Blob text(String text) {
            return bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        int size() {
            return out.size();
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }

        String base64() {
            return Base64.getEncoder().encodeToString(toByteArray());
        }
    }
}
