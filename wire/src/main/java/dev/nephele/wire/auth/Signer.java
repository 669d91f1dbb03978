package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nephele.wire.auth.CanonicalRequest.Reading;
import dev.nephele.wire.auth.Claim.Algorithm;
import dev.nephele.wire.auth.Claim.Placement;
import dev.nephele.wire.auth.crypto.HmacKey;
import dev.nephele.wire.auth.crypto.Sha256;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as AWS clients do: for our own command line, the load harness and tests. Immutable.
 *
 * @param token the security token of a temporary credential, or null
 * @param region for 4a the Region set
 */
public record Signer(
        Algorithm algorithm,
        String accessKeyId,
        String secretAccessKey,
        @Nullable String token,
        String region,
        String service) {

    /** A signer of version 4 with a long-term credential. */
    public static Signer of(String accessKeyId, String secretAccessKey, String region, String service) {
        return new Signer(Algorithm.HMAC, accessKeyId, secretAccessKey, null, region, service);
    }

    /** The same signer with a temporary credential's token. */
    public Signer withToken(String securityToken) {
        return new Signer(algorithm, accessKeyId, secretAccessKey, securityToken, region, service);
    }

    /** The same credential signing with 4a for a Region set. */
    public Signer asymmetric(String regionSet) {
        return new Signer(Algorithm.ECDSA, accessKeyId, secretAccessKey, token, regionSet, service);
    }

    /** What is to be signed: everything of a request but what signing adds. Header names in any case, one line each. */
    public record Draft(String method, String path, String query, Map<String, String> headers) {}

    /**
     * Signs in headers.
     *
     * @param body the whole body; S3 also signs its hash as a header
     * @return all headers to send, those of the draft first
     */
    public Map<String, String> headers(Draft draft, byte[] body, Instant time) {
        return headers(draft, Sha256.hexOf(body, 0, body.length), time);
    }

    /**
     * Signs in headers over a payload hash, or one of the words that stand for none such as {@code UNSIGNED-PAYLOAD}.
     */
    public Map<String, String> headers(Draft draft, String payloadHash, Instant time) {
        String date = SigningTime.format(time);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(draft.headers());
        headers.put("X-Amz-Date", date);
        if (token != null) {
            headers.put("X-Amz-Security-Token", token);
        }
        if (service.equals("s3")) {
            headers.put("X-Amz-Content-SHA256", payloadHash);
        }
        if (algorithm == Algorithm.ECDSA) {
            headers.put("X-Amz-Region-Set", region);
        }
        HttpHead head = HttpHead.of(draft.method(), draft.path(), draft.query(), lines(headers));
        String signed = signedHeaders(headers);
        String signature = signature(head, false, signed, payloadHash, date);
        headers.put(
                "Authorization",
                algorithm.text() + " Credential=" + credential(date) + ", SignedHeaders=" + signed + ", Signature="
                        + signature);
        return headers;
    }

    /**
     * Presigns.
     *
     * @param expires how long the URL lives, or null to leave it out
     * @return the query to send
     */
    public String presigned(Draft draft, @Nullable Duration expires, String payloadHash, Instant time) {
        String date = SigningTime.format(time);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(draft.headers());
        String signed = signedHeaders(headers);
        StringBuilder query = new StringBuilder(draft.query());
        parameter(query, "X-Amz-Algorithm", algorithm.text());
        parameter(query, "X-Amz-Credential", credential(date));
        parameter(query, "X-Amz-Date", date);
        if (expires != null) {
            parameter(query, "X-Amz-Expires", String.valueOf(expires.toSeconds()));
        }
        parameter(query, "X-Amz-SignedHeaders", signed);
        if (token != null) {
            parameter(query, "X-Amz-Security-Token", token);
        }
        if (algorithm == Algorithm.ECDSA) {
            parameter(query, "X-Amz-Region-Set", region);
        }
        HttpHead head = HttpHead.of(draft.method(), draft.path(), query.toString(), lines(headers));
        parameter(query, "X-Amz-Signature", signature(head, true, signed, payloadHash, date));
        return query.toString();
    }

    /** Signs the policy of a POST form, given in base64; V4. */
    public String form(String policy, Instant time) {
        HmacKey key =
                SigningKeys.derive(secretAccessKey, SigningTime.format(time).substring(0, 8), region, service);
        return Sha256.hex(key.mac(policy.getBytes(UTF_8)));
    }

    /** Signs the chunks of a body whose head was signed with a {@code STREAMING-} word; V4 only. */
    public Chunks chunks(String headSignature, Instant time) {
        String date = SigningTime.format(time);
        CredentialScope scope = CredentialScope.of(accessKeyId, date.substring(0, 8), region, service);
        Claim.V4 claim = new Claim.V4(
                Placement.HEADER, algorithm, scope, "", headSignature, new Claim.Timing(date, time, -1), null);
        return new Chunks(claim, SigningKeys.derive(secretAccessKey, scope.date(), region, service));
    }

    /** The signatures of one body's chunks, in order. */
    public static final class Chunks {
        private final Claim.V4 claim;
        private final HmacKey key;
        private String previous;

        private Chunks(Claim.V4 claim, HmacKey key) {
            this.claim = claim;
            this.key = key;
            this.previous = claim.signature();
        }

        /** The signature of the next chunk; the last one is empty. */
        public String chunk(byte[] data) {
            return next("-PAYLOAD", Sha256.OF_NOTHING + '\n' + Sha256.hexOf(data, 0, data.length));
        }

        /** The signature of the trailer, whose lines are {@code name:value\n}. */
        public String trailer(String lines) {
            byte[] bytes = lines.getBytes(UTF_8);
            return next("-TRAILER", Sha256.hexOf(bytes, 0, bytes.length));
        }

        private String next(String suffix, String hashes) {
            String text = ChunkSeal.text(claim, suffix, previous, hashes);
            previous = Sha256.hex(key.mac(text.getBytes(UTF_8)));
            return previous;
        }
    }

    private String credential(String date) {
        return accessKeyId + '/' + scope(date);
    }

    private String scope(String date) {
        String place = algorithm == Algorithm.HMAC ? region + '/' + service : service;
        return date.substring(0, 8) + '/' + place + '/' + CredentialScope.TERMINATOR;
    }

    private String signature(HttpHead head, boolean presigned, String signed, String payloadHash, String date) {
        ByteText canonical =
                CanonicalRequest.of(head, service.equals("s3"), presigned, signed, payloadHash, Reading.USUAL);
        ByteText text = CanonicalRequest.stringToSign(algorithm, date, scope(date), canonical);
        if (algorithm == Algorithm.ECDSA) {
            BigInteger scalar = SigV4a.privateScalar(accessKeyId, secretAccessKey);
            return SigV4a.sign(SigV4a.privateKey(scalar), Arrays.copyOf(text.array(), text.length()));
        }
        HmacKey key = SigningKeys.derive(secretAccessKey, date.substring(0, 8), region, service);
        return Sha256.hex(key.mac(text.array(), 0, text.length()));
    }

    private static List<String> lines(Map<String, String> headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> {
            lines.add(name);
            lines.add(value);
        });
        return lines;
    }

    private static String signedHeaders(Map<String, String> headers) {
        List<String> names = new ArrayList<>();
        for (String name : headers.keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.equals("authorization") && !lower.equals("user-agent") && !lower.equals("connection")) {
                names.add(lower);
            }
        }
        return String.join(";", names);
    }

    private static void parameter(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&").append(name).append('=');
        query.append(UriText.encode(value.getBytes(UTF_8), false));
    }
}
