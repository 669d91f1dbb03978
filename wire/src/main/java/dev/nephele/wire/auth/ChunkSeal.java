package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nephele.model.ServiceException;
import dev.nephele.wire.auth.crypto.HmacKey;
import dev.nephele.wire.auth.crypto.Sha256;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * The chain of signatures over the chunks of one body: each covers the one before, the first that of the head (S3 API
 * Reference, "Signature calculations: transferring payload in multiple chunks"). Serves one body, in one thread.
 */
public final class ChunkSeal {
    private final Claim.V4 claim;
    private final @Nullable HmacKey key;
    private final @Nullable ECPublicKey publicKey;
    private String previous;

    private ChunkSeal(Claim.V4 claim, @Nullable HmacKey key, @Nullable ECPublicKey publicKey) {
        this.claim = claim;
        this.key = key;
        this.publicKey = publicKey;
        this.previous = claim.signature();
    }

    static ChunkSeal symmetric(Claim.V4 claim, HmacKey key) {
        return new ChunkSeal(claim, key, null);
    }

    static ChunkSeal asymmetric(Claim.V4 claim, ECPublicKey key) {
        return new ChunkSeal(claim, null, key);
    }

    /**
     * Checks the signature of a chunk.
     *
     * @param data a digest that has seen the chunk's bytes
     * @throws ServiceException SignatureDoesNotMatch
     */
    public void verifyChunk(MessageDigest data, String signature) {
        verify("-PAYLOAD", Sha256.OF_NOTHING + '\n' + Sha256.hex(data.digest()), signature);
    }

    /**
     * Checks the signature of the trailer.
     *
     * @param canonical its lines as {@code name:value\n}
     * @throws ServiceException SignatureDoesNotMatch
     */
    public void verifyTrailer(String canonical, String signature) {
        byte[] bytes = canonical.getBytes(UTF_8);
        verify("-TRAILER", Sha256.hexOf(bytes, 0, bytes.length), signature);
    }

    private void verify(String suffix, String hashes, String padded) {
        String signature = SigV4a.withoutPadding(padded);
        String text = text(claim, suffix, previous, hashes);
        boolean good;
        if (key != null) {
            byte[] computed = Sha256.hex(key.mac(text.getBytes(UTF_8))).getBytes(ISO_8859_1);
            good = MessageDigest.isEqual(computed, signature.getBytes(ISO_8859_1));
        } else {
            good = publicKey != null && SigV4a.verify(publicKey, text.getBytes(UTF_8), signature);
        }
        if (!good) {
            throw Refusals.of(
                    new AuthenticationFailure.WrongSignature(claim.scope().accessKeyId(), text, signature, null),
                    Dialect.of(Dialect.Family.S3, "s3"));
        }
        previous = signature;
    }

    static String text(Claim.V4 claim, String suffix, String previous, String hashes) {
        return claim.algorithm().text()
                + suffix
                + '\n'
                + claim.timing().text()
                + '\n'
                + claim.scope().text()
                + '\n'
                + previous
                + '\n'
                + hashes;
    }
}
