package dev.nephele.services.kms;

import dev.nephele.kernel.Ids;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Set;

/**
 * A kind of key: what it may be used for, its algorithms, and how its material is made (KMS Developer Guide, "Key spec
 * reference").
 */
enum KeySpec {
    SYMMETRIC_DEFAULT(Set.of(KeySpec.CIPHER)),
    HMAC_224(Set.of(KeySpec.MAC)),
    HMAC_256(Set.of(KeySpec.MAC)),
    HMAC_384(Set.of(KeySpec.MAC)),
    HMAC_512(Set.of(KeySpec.MAC)),
    RSA_2048(Set.of(KeySpec.CIPHER, KeySpec.SIGN)),
    RSA_3072(Set.of(KeySpec.CIPHER, KeySpec.SIGN)),
    RSA_4096(Set.of(KeySpec.CIPHER, KeySpec.SIGN)),
    ECC_NIST_P256(Set.of(KeySpec.SIGN, KeySpec.AGREE)),
    ECC_NIST_P384(Set.of(KeySpec.SIGN, KeySpec.AGREE)),
    ECC_NIST_P521(Set.of(KeySpec.SIGN, KeySpec.AGREE)),
    ECC_NIST_EDWARDS25519(Set.of(KeySpec.SIGN)),
    ML_DSA_44(Set.of(KeySpec.SIGN)),
    ML_DSA_65(Set.of(KeySpec.SIGN)),
    ML_DSA_87(Set.of(KeySpec.SIGN));

    static final String CIPHER = "ENCRYPT_DECRYPT";
    static final String SIGN = "SIGN_VERIFY";
    static final String MAC = "GENERATE_VERIFY_MAC";
    static final String AGREE = "KEY_AGREEMENT";

    private static final List<String> RSA_SIGNATURES = List.of(
            "RSASSA_PKCS1_V1_5_SHA_256",
            "RSASSA_PKCS1_V1_5_SHA_384",
            "RSASSA_PKCS1_V1_5_SHA_512",
            "RSASSA_PSS_SHA_256",
            "RSASSA_PSS_SHA_384",
            "RSASSA_PSS_SHA_512");

    private final Set<String> usages;

    KeySpec(Set<String> usages) {
        this.usages = usages;
    }

    boolean allows(String usage) {
        return usages.contains(usage);
    }

    boolean isSymmetric() {
        return this == SYMMETRIC_DEFAULT;
    }

    List<String> encryptionAlgorithms() {
        return isSymmetric() ? List.of("SYMMETRIC_DEFAULT") : List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256");
    }

    List<String> macAlgorithms() {
        return List.of("HMAC_SHA_" + name().substring("HMAC_".length()));
    }

    List<String> signingAlgorithms() {
        return switch (this) {
            case RSA_2048, RSA_3072, RSA_4096 -> RSA_SIGNATURES;
            case ECC_NIST_P256 -> List.of("ECDSA_SHA_256");
            case ECC_NIST_P384 -> List.of("ECDSA_SHA_384");
            case ECC_NIST_P521 -> List.of("ECDSA_SHA_512");
            case ECC_NIST_EDWARDS25519 -> List.of("ED25519_SHA_512", "ED25519_PH_SHA_512");
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> List.of("ML_DSA_SHAKE_256");
            case SYMMETRIC_DEFAULT, HMAC_224, HMAC_256, HMAC_384, HMAC_512 -> List.of();
        };
    }

    /** New material: random bytes, or a private key as PKCS #8. */
    byte[] material(Ids ids) {
        return switch (this) {
            case SYMMETRIC_DEFAULT, HMAC_256 -> random(ids, 32);
            case HMAC_224 -> random(ids, 28);
            case HMAC_384 -> random(ids, 48);
            case HMAC_512 -> random(ids, 64);
            case RSA_2048 -> rsa(2048);
            case RSA_3072 -> rsa(3072);
            case RSA_4096 -> rsa(4096);
            case ECC_NIST_P256 -> curve("secp256r1");
            case ECC_NIST_P384 -> curve("secp384r1");
            case ECC_NIST_P521 -> curve("secp521r1");
            case ECC_NIST_EDWARDS25519 -> pair("Ed25519");
            case ML_DSA_44 -> pair("ML-DSA-44");
            case ML_DSA_65 -> pair("ML-DSA-65");
            case ML_DSA_87 -> pair("ML-DSA-87");
        };
    }

    private static byte[] random(Ids ids, int length) {
        byte[] bytes = new byte[length];
        ids.fill(bytes);
        return bytes;
    }

    private static byte[] rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
