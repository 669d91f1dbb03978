package dev.nephele.wire.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nephele.wire.auth.crypto.HmacKey;
import java.security.interfaces.ECPublicKey;

/**
 * The keys that signatures are made with, derived from secrets. Deriving costs five MACs (V4) or a multiplication on
 * the curve (4a), so the newest are kept. A changed secret has another entry; nothing outlives the process.
 */
final class SigningKeys {
    /** Entries kept of each kind. One key, Region, service and day is one entry. */
    private static final int KEPT = 10_000;

    private final Cache<Scope, HmacKey> symmetric =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Cache<Pair, ECPublicKey> asymmetric =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    private record Scope(String secret, String date, String region, String service) {}

    private record Pair(String accessKeyId, String secret) {}

    /** The V4 signing key of a secret for a day (yyyyMMdd), a Region and a service. */
    HmacKey of(String secret, CredentialScope scope) {
        Scope key = new Scope(secret, scope.date(), scope.region(), scope.service());
        HmacKey found = symmetric.getIfPresent(key);
        if (found == null) {
            found = derive(secret, scope.date(), scope.region(), scope.service());
            symmetric.put(key, found);
        }
        return found;
    }

    /** The public half of the 4a key pair of a secret. */
    ECPublicKey publicKey(String accessKeyId, String secret) {
        Pair pair = new Pair(accessKeyId, secret);
        ECPublicKey found = asymmetric.getIfPresent(pair);
        if (found == null) {
            found = SigV4a.publicKey(SigV4a.privateScalar(accessKeyId, secret));
            asymmetric.put(pair, found);
        }
        return found;
    }

    static HmacKey derive(String secret, String date, String region, String service) {
        byte[] key = new HmacKey(("AWS4" + secret).getBytes(UTF_8)).mac(date.getBytes(UTF_8));
        key = new HmacKey(key).mac(region.getBytes(UTF_8));
        key = new HmacKey(key).mac(service.getBytes(UTF_8));
        return new HmacKey(new HmacKey(key).mac("aws4_request".getBytes(UTF_8)));
    }
}
