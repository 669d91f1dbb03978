package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nephele.wire.auth.crypto.Sha256;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigV4aTest {
    private static final Dialect REGIONAL = Fixture.S3.inRegion("eu-west-1");

    /** The key derivation example of the AWS Common Runtime's test suite. */
    @Test
    void derivesTheDocumentedKeyPair() {
        BigInteger scalar = SigV4a.privateScalar("AKISORANDOMAASORANDOM", "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom");
        ECPublicKey key = SigV4a.publicKey(scalar);
        assertThat(scalar.toString(16)).isEqualTo("7fd3bd010c0d9c292141c2b77bfbde1042c92e6836fff749d1269ec890fca1bd");
        assertThat(key.getW().getAffineX().toString(16))
                .isEqualTo("15d242ceebf8d8169fd6a8b5a746c41140414c3b07579038da06af89190fffcb");
        assertThat(key.getW().getAffineY().toString(16))
                .isEqualTo("515242cedd82e94799482e4c0514b505afccf2c0c98d6a553bf539f424c5ec0");
    }

    private static HttpHead signed(String regionSet) {
        Signer signer = Signer.of(Fixture.KEY, Fixture.SECRET, "", "s3").asymmetric(regionSet);
        Map<String, String> headers = signer.headers(
                new Signer.Draft("GET", "/bucket/key", "", Map.of("Host", "s3.amazonaws.com")),
                "UNSIGNED-PAYLOAD",
                Fixture.TIME);
        return Fixture.head("GET", "/bucket/key", "", headers);
    }

    @Test
    void verifiesARequestForASetOfRegions() {
        HttpHead head = signed("us-east-1,eu-*");
        assertThat(Fixture.at(Fixture.TIME)
                        .verify(Claim.of(head), head, null, REGIONAL)
                        .holder())
                .isEqualTo("alice");
    }

    @Test
    void verifiesAPresignedUrl() {
        Signer signer = Signer.of(Fixture.KEY, Fixture.SECRET, "", "s3").asymmetric("*");
        Signer.Draft draft = new Signer.Draft("GET", "/b/k", "", Map.of("Host", "localhost"));
        String query = signer.presigned(draft, java.time.Duration.ofMinutes(5), "UNSIGNED-PAYLOAD", Fixture.TIME);
        HttpHead head = Fixture.head("GET", "/b/k", query, draft.headers());
        assertThat(Fixture.at(Fixture.TIME)
                        .verify(Claim.of(head), head, null, REGIONAL)
                        .holder())
                .isEqualTo("alice");
    }

    @Test
    void refusesARegionOutsideTheSet() {
        HttpHead head = signed("us-*");
        assertThat(Fixture.refusal(() -> Fixture.at(Fixture.TIME).verify(Claim.of(head), head, null, REGIONAL)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("AuthorizationHeaderMalformed"))
                .satisfies(e -> assertThat(e.details()).containsEntry("Region", "eu-west-1"));
    }

    @Test
    void refusesAChangedRegionSet() {
        Map<String, String> headers = Signer.of(Fixture.KEY, Fixture.SECRET, "", "s3")
                .asymmetric("us-*")
                .headers(new Signer.Draft("GET", "/b/k", "", Map.of("Host", "s3")), "UNSIGNED-PAYLOAD", Fixture.TIME);
        headers.put("X-Amz-Region-Set", "*");
        HttpHead head = Fixture.head("GET", "/b/k", "", headers);
        assertThat(Fixture.refusal(() -> Fixture.at(Fixture.TIME).verify(Claim.of(head), head, null, REGIONAL))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void verifiesChunksWhosePaddedSignaturesFollowOneAnother() {
        Signer signer = Signer.of(Fixture.KEY, Fixture.SECRET, "", "s3").asymmetric("*");
        Map<String, String> headers = signer.headers(
                new Signer.Draft("PUT", "/b/k", "", Map.of("Host", "s3")),
                "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
                Fixture.TIME);
        HttpHead head = Fixture.head("PUT", "/b/k", "", headers);
        Verified<String> verified = Fixture.at(Fixture.TIME).verify(Claim.of(head), head, null, REGIONAL);
        ChunkSeal seal = ((Payload.Chunked) verified.payload()).seal();
        Claim.V4 claim = (Claim.V4) verified.claim();
        byte[] data = "chunk".getBytes(UTF_8);
        String first = chunkSignature(claim, claim.signature(), data);
        seal.verifyChunk(digest(data), first + "*".repeat(144 - first.length()));
        assertThat(Fixture.refusal(() -> seal.verifyChunk(digest(new byte[0]), first))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
        seal.verifyChunk(digest(new byte[0]), chunkSignature(claim, first, new byte[0]));
    }

    private static String chunkSignature(Claim.V4 claim, String previous, byte[] data) {
        String hashes = Sha256.OF_NOTHING + '\n' + Sha256.hexOf(data, 0, data.length);
        String text = ChunkSeal.text(claim, "-PAYLOAD", previous, hashes);
        return SigV4a.sign(SigV4a.privateKey(SigV4a.privateScalar(Fixture.KEY, Fixture.SECRET)), text.getBytes(UTF_8));
    }

    private static MessageDigest digest(byte[] data) {
        MessageDigest digest = Sha256.open();
        digest.update(data);
        return digest;
    }
}
