package dev.nephele.services.s3;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.View;
import dev.nephele.model.ServiceException;
import dev.nephele.model.s3.Grant;
import dev.nephele.model.s3.Grantee;
import dev.nephele.model.s3.Owner;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Tables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the bucket of a request, and names its owner. */
final class Lookup {
    private static final int OWNER_DIGITS = 12;

    private Lookup() {}

    /**
     * The bucket of this name.
     *
     * @throws ServiceException {@code NoSuchBucket}
     */
    static Bucket bucket(View view, String name) {
        Bucket bucket = Tables.BUCKETS.get(view, name);
        if (bucket == null) {
            throw Problems.noSuchBucket(name);
        }
        return bucket;
    }

    /**
     * The bucket, if it belongs to whom the client expects.
     *
     * @throws ServiceException {@code NoSuchBucket}, {@code AccessDenied}, {@code InvalidBucketOwnerAWSAccountID}
     */
    static Bucket bucket(View view, String name, @Nullable String expectedOwner) {
        Bucket bucket = bucket(view, name);
        if (expectedOwner != null) {
            if (expectedOwner.length() != OWNER_DIGITS || !AccountId.isValid(expectedOwner)) {
                throw ServiceException.of(
                        "InvalidBucketOwnerAWSAccountID",
                        400,
                        "The value of the expected bucket owner parameter must be an AWS Account ID... ["
                                + expectedOwner + "]");
            }
            if (!expectedOwner.equals(bucket.owner().value())) {
                throw Problems.accessDenied();
            }
        }
        return bucket;
    }

    /** The owner as answers name it. */
    static Owner owner(AccountId account) {
        return new Owner(null, canonicalId(account.value()));
    }

    /** The only ACL there is: the owner's. */
    static List<Grant> grants(AccountId owner) {
        Grantee grantee = Filled.of(Grantee.SCHEMA)
                .set("ID", canonicalId(owner.value()))
                .set("Type", "CanonicalUser")
                .as(Grantee.class);
        return List.of(new Grant(grantee, "FULL_CONTROL"));
    }

    /** The canonical user id of an account: 64 hexadecimal digits. */
    static String canonicalId(String account) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("canonical user " + account).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
