package dev.nephele.services.s3;

import dev.nephele.kernel.Arn;
import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.ResourcePolicy;
import dev.nephele.kernel.Undecided;
import dev.nephele.model.s3.S3Resources;
import dev.nephele.policy.grammar.PublicPolicy;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requirements on buckets and objects, with the keys that S3 gives to each (Service Authorization Reference). */
final class Rules implements S3Resources {
    static final Rules ON = new Rules();
    static final String OWNER = "s3:ResourceAccount";

    private Rules() {}

    /** The ARN of a bucket, or of an object as {@code bucket/key}. */
    static Arn arn(String resource) {
        return new Arn("aws", "s3", "", "", resource);
    }

    static Requirement.Builder onBucket(String action, String name, Bucket bucket, Undecided call) {
        return on(action, name, bucket, call);
    }

    /** On the bucket of this name, which must exist. */
    @Override
    public Requirement.Builder bucket(String action, String name, @Nullable String expectedOwner, Undecided call) {
        return on(action, name, Lookup.bucket(call.view(), name, expectedOwner), call);
    }

    /** On the object that an upload would make; the bucket must exist. */
    @Override
    public Requirement.Builder upload(
            String action, String bucket, String key, @Nullable String expectedOwner, Undecided call) {
        return onObject(action, bucket, key, Lookup.bucket(call.view(), bucket, expectedOwner), call);
    }

    static Requirement.Builder onObject(String action, String bucketName, String key, Bucket bucket, Undecided call) {
        return on(action, bucketName + '/' + key, bucket, call);
    }

    /**
     * Writing an object or a part of an upload.
     *
     * @param creates whether the request itself makes an object, which a part and the beginning of an upload do not
     */
    static Requirement.Builder writing(boolean creates, String bucketName, String key, Bucket bucket, Undecided call) {
        return onObject("s3:PutObject", bucketName, key, bucket, call)
                .with("s3:ObjectCreationOperation", Boolean.toString(creates));
    }

    private static Requirement.Builder on(String action, String resource, Bucket bucket, Undecided call) {
        return Requirement.of(action, arn(resource), bucket.owner())
                .policy(policy(bucket, call))
                .with(OWNER, bucket.owner().value());
    }

    /** The bucket policy as it counts for a caller: a public one only inside the account, if the bucket restricts it. */
    private static Optional<ResourcePolicy> policy(Bucket bucket, Call call) {
        Optional<String> text = bucket.policy();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean restricted = bucket.publicAccess()
                        .filter(Bucket.PublicAccess::restrictBuckets)
                        .isPresent()
                && !call.caller()
                        .principal()
                        .account()
                        .filter(bucket.owner()::equals)
                        .isPresent()
                && PublicPolicy.isPublic(text.get());
        return restricted ? Optional.empty() : text.map(ResourcePolicy::ordinary);
    }

    /**
     * Reading a version or the current object. Where it is missing, the caller must be allowed to list, or is not told.
     *
     * @param action for the current object, such as {@code s3:GetObject}
     * @param versionAction for a version, such as {@code s3:GetObjectVersion}
     */
    static List<Requirement> reading(String action, String versionAction, Target target, Undecided call) {
        Bucket bucket = Lookup.bucket(call.view(), target.bucket(), target.expectedOwner());
        List<Requirement> needed = new ArrayList<>();
        Version version = Versions.seek(call.view(), target.bucket(), target.key(), target.version());
        needed.add(onTarget(target.version() == null ? action : versionAction, target, bucket, version, call)
                .build());
        if (version == null || (version.marker() && target.version() == null)) {
            needed.add(onBucket(
                            target.version() == null ? "s3:ListBucket" : "s3:ListBucketVersions",
                            target.bucket(),
                            bucket,
                            call)
                    .build());
        }
        return needed;
    }

    /** On an object that may exist, with its tags and the version asked for. */
    static Requirement.Builder onTarget(
            String action, Target target, Bucket bucket, @Nullable Version version, Undecided call) {
        Requirement.Builder requirement = onObject(action, target.bucket(), target.key(), bucket, call);
        if (target.version() != null) {
            requirement.with("s3:VersionId", target.version());
        }
        if (version != null) {
            version.tags().forEach((key, value) -> requirement.with("s3:ExistingObjectTag/" + key, value));
        }
        return requirement;
    }

    /** The tags that a request gives to an object. */
    static Requirement.Builder withObjectTags(Requirement.Builder requirement, Map<String, String> tags) {
        tags.forEach((key, value) -> requirement.with("s3:RequestObjectTag/" + key, value));
        return tags.isEmpty() ? requirement : requirement.with("s3:RequestObjectTagKeys", List.copyOf(tags.keySet()));
    }

    /**
     * An object that a request names.
     *
     * @param version null for the current one
     */
    record Target(
            String bucket,
            String key,
            @Nullable String version,
            @Nullable String expectedOwner) {}
}
