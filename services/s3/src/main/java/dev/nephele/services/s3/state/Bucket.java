package dev.nephele.services.s3.state;

import dev.nephele.kernel.AccountId;
import dev.nephele.kernel.Region;
import dev.nephele.storage.table.Added;
import dev.nephele.storage.table.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket and its settings.
 *
 * @param location as the client named it when the bucket was made, which may be {@code EU}; empty for us-east-1
 * @param policy the bucket policy's text
 * @param publicAccess the block of public access; empty after it was deleted
 * @param ownership the value of {@code ObjectOwnership}; empty after its controls were deleted
 * @param bucketKey {@code BucketKeyEnabled} of the default encryption, which is SSE-S3
 */
@Row(2)
public record Bucket(
        AccountId owner,
        Region region,
        @Added(in = 2, before = "locationBefore") String location,
        Instant created,
        Versioning versioning,
        Optional<String> policy,
        Map<String, String> tags,
        Optional<PublicAccess> publicAccess,
        Optional<String> ownership,
        boolean bucketKey) {

    /** Whether versions are kept. */
    public enum Versioning {
        /** Never switched on. */
        OFF,
        ENABLED,
        SUSPENDED
    }

    /** The four settings of the block of public access. */
    public record PublicAccess(boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrictBuckets) {
        public static final PublicAccess ALL = new PublicAccess(true, true, true, true);
    }

    /** A bucket as it is created: no versions, all public access blocked, ACLs disabled. */
    public static Bucket fresh(AccountId owner, Region region, String location, Instant created) {
        return new Bucket(
                owner,
                region,
                location,
                created,
                Versioning.OFF,
                Optional.empty(),
                Map.of(),
                Optional.of(PublicAccess.ALL),
                Optional.of("BucketOwnerEnforced"),
                false);
    }

    /** What a bucket is taken to have been created with that does not know it. */
    static String locationBefore(Region region) {
        return region.equals(Region.US_EAST_1) ? "" : region.code();
    }

    public Bucket withVersioning(Versioning changed) {
        return new Bucket(owner, region, location, created, changed, policy, tags, publicAccess, ownership, bucketKey);
    }

    public Bucket withPolicy(Optional<String> changed) {
        return new Bucket(
                owner, region, location, created, versioning, changed, tags, publicAccess, ownership, bucketKey);
    }

    public Bucket withTags(Map<String, String> changed) {
        return new Bucket(
                owner, region, location, created, versioning, policy, changed, publicAccess, ownership, bucketKey);
    }

    public Bucket withPublicAccess(Optional<PublicAccess> changed) {
        return new Bucket(owner, region, location, created, versioning, policy, tags, changed, ownership, bucketKey);
    }

    public Bucket withOwnership(Optional<String> changed) {
        return new Bucket(owner, region, location, created, versioning, policy, tags, publicAccess, changed, bucketKey);
    }

    public Bucket withBucketKey(boolean changed) {
        return new Bucket(owner, region, location, created, versioning, policy, tags, publicAccess, ownership, changed);
    }
}
