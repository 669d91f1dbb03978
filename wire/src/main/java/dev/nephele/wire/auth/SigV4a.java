package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nephele.wire.auth.crypto.HmacKey;
import dev.nephele.wire.auth.crypto.P256;
import dev.nephele.wire.auth.crypto.Sha256;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.HexFormat;

/**
 * The key pair and signatures of AWS4-ECDSA-P256-SHA256.
 *
 * <p>The private key is derived from the secret by the counter mode of NIST SP 800-108 with HMAC-SHA256: key
 * {@code "AWS4A" + secret}, label the name of the algorithm, context the access key and an attempt number; the result
 * plus one is the key if it lies below the order of the curve, else the next attempt is made (AWS SDK sources, "sigv4a
 * key derivation"). The JDK has no public door to point multiplication, so the public key is computed here, once per
 * secret.
 */
final class SigV4a {
    /** A signature in a chunk header is padded with asterisks to this length. */
    static final int PADDED_SIGNATURE = 144;

    /** No attempt after this one; the chance to need a second is 2^-32. */
    private static final int LAST_ATTEMPT = 254;

    private SigV4a() {}

    static BigInteger privateScalar(String accessKeyId, String secret) {
        HmacKey key = new HmacKey(("AWS4A" + secret).getBytes(UTF_8));
        byte[] label = Claim.Algorithm.ECDSA.text().getBytes(US_ASCII);
        byte[] id = accessKeyId.getBytes(UTF_8);
        byte[] input = new byte[4 + label.length + 1 + id.length + 1 + 4];
        input[3] = 1;
        System.arraycopy(label, 0, input, 4, label.length);
        System.arraycopy(id, 0, input, 5 + label.length, id.length);
        int attemptAt = 5 + label.length + id.length;
        input[attemptAt + 3] = 1; // the length of the result in bits, 256, as four bytes
        BigInteger limit = P256.ORDER.subtract(BigInteger.TWO);
        for (int attempt = 1; attempt <= LAST_ATTEMPT; attempt++) {
            input[attemptAt] = (byte) attempt;
            BigInteger candidate = new BigInteger(1, key.mac(input));
            if (candidate.compareTo(limit) <= 0) {
                return candidate.add(BigInteger.ONE);
            }
        }
        throw new IllegalStateException("no key below the order of the curve");
    }

    static ECPublicKey publicKey(BigInteger scalar) {
        try {
            ECPoint point = P256.multiplyBase(scalar);
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static PrivateKey privateKey(BigInteger scalar) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, P256.PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(PrivateKey key, byte[] text) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key);
            signer.update(text);
            return Sha256.hex(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a signature in hexadecimal of DER is one of the text. Anything else is just not one. */
    static boolean verify(ECPublicKey key, byte[] text, String hexSignature) {
        if (hexSignature.length() > PADDED_SIGNATURE) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(HexFormat.of().parseHex(hexSignature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    static String withoutPadding(String signature) {
        int end = signature.length();
        while (end > 0 && signature.charAt(end - 1) == '*') {
            end--;
        }
        return signature.substring(0, end);
    }

    /** Whether a Region set, such as {@code us-east-1,eu-*} or {@code *}, covers a Region. */
    static boolean covers(String regionSet, String region) {
        for (String entry : regionSet.split(",", -1)) {
            String pattern = entry.strip();
            int star = pattern.indexOf('*');
            if (star < 0 ? pattern.equals(region) : matches(pattern, star, region)) {
                return true;
            }
        }
        return false;
    }

    /** A pattern with one asterisk; more of them match literally nothing. */
    private static boolean matches(String pattern, int star, String region) {
        String tail = pattern.substring(star + 1);
        return region.length() >= pattern.length() - 1
                && region.startsWith(pattern.substring(0, star))
                && region.endsWith(tail);
    }
}
