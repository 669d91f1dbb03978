package dev.nephele.services.s3;

import dev.nephele.kernel.Call;
import dev.nephele.kernel.Requirement;
import dev.nephele.kernel.Undecided;
import dev.nephele.kernel.View;
import dev.nephele.model.Structure;
import dev.nephele.model.s3.GetObjectOutput;
import dev.nephele.model.s3.GetObjectRequest;
import dev.nephele.model.s3.HeadObjectOutput;
import dev.nephele.model.s3.HeadObjectRequest;
import dev.nephele.model.s3.InvalidObjectState;
import dev.nephele.services.s3.answer.Filled;
import dev.nephele.services.s3.answer.Problems;
import dev.nephele.services.s3.state.Bucket;
import dev.nephele.services.s3.state.Version;
import dev.nephele.storage.blob.Blobs;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers GetObject and HeadObject. */
final class ObjectReader {
    /** The place of the optional pair in the rule of a read: an object that is there needs one pair before it. */
    private static final int TAGS = 1;

    private final Blobs blobs;

    ObjectReader(Blobs blobs) {
        this.blobs = blobs;
    }

    /** A version that a request may see, and its bucket. */
    record Found(Bucket bucket, Version version) {
        @Nullable
        String shownId() {
            return bucket.versioning() == Bucket.Versioning.OFF ? null : version.id();
        }

        /** The id as copies of the version show it: not that of the version {@code null}. */
        @Nullable
        String copiedId() {
            return version.id().equals(Version.NULL) ? null : version.id();
        }
    }

    /**
     * The version that a request names.
     *
     * @throws dev.nephele.model.ServiceException {@code NoSuchBucket}, {@code NoSuchKey}, {@code NoSuchVersion},
     *     {@code MethodNotAllowed} for a marker that was named
     */
    static Found find(Rules.Target target, String method, View view) {
        return find(target, method, target.key(), view);
    }

    /**
     * The version that a request names.
     *
     * @param named what a refusal calls the key that is not there
     */
    static Found find(Rules.Target target, String method, String named, View view) {
        Bucket bucket = Lookup.bucket(view, target.bucket());
        Versions.requireId(bucket, target.version());
        Version version = Versions.seek(view, target.bucket(), target.key(), target.version());
        if (version == null) {
            throw target.version() == null
                    ? Problems.noSuchKey(named)
                    : Problems.noSuchVersion(target.key(), target.version());
        }
        if (version.marker()) {
            throw target.version() == null ? Problems.deleted(named, version) : Problems.deleteMarker(method, version);
        }
        return new Found(bucket, version);
    }

    GetObjectOutput get(GetObjectRequest request, Rules.Target target, Call call, View view) {
        Unserved.refuse(request);
        Found found = find(target, "GET", view);
        Version version = found.version();
        new Preconditions.OnRead(
                        request.ifMatch(),
                        request.ifNoneMatch(),
                        request.ifModifiedSince(),
                        request.ifUnmodifiedSince())
                .require(version, call.instant());
        if (version.isArchived()) {
            throw new InvalidObjectState(
                    "The operation is not valid for the object's storage class", version.storageClass(), null);
        }
        Slice slice = Slice.of(version, request.range(), request.partNumber());
        Filled answer = Filled.of(GetObjectOutput.SCHEMA);
        describe(answer, found, slice, request.checksumMode());
        tagCount(answer, found, call);
        overrides(answer, request, request.responseExpires(), call);
        return answer.set("Body", slice.open(blobs, view, version)).as(GetObjectOutput.class);
    }

    HeadObjectOutput head(HeadObjectRequest request, Rules.Target target, Call call, View view) {
        Unserved.refuse(request);
        Found found = find(target, "HEAD", view);
        new Preconditions.OnRead(
                        request.ifMatch(),
                        request.ifNoneMatch(),
                        request.ifModifiedSince(),
                        request.ifUnmodifiedSince())
                .require(found.version(), call.instant());
        Slice slice = Slice.of(found.version(), request.range(), request.partNumber());
        Filled answer = Filled.of(HeadObjectOutput.SCHEMA);
        describe(answer, found, slice, request.checksumMode());
        tagCount(answer, found, call);
        overrides(answer, request, request.responseExpires(), call);
        return answer.as(HeadObjectOutput.class);
    }

    private static void describe(Filled answer, Found found, Slice slice, @Nullable String checksumMode) {
        Version version = found.version();
        answer.set("AcceptRanges", "bytes")
                .set("LastModified", version.modified())
                .set("ContentLength", slice.length())
                .set("ContentRange", slice.range().orElse(null))
                .set("ETag", version.quotedEtag())
                .set("PartsCount", slice.parts().orElse(null))
                .set("VersionId", found.shownId())
                .set("ServerSideEncryption", "AES256")
                .set("Metadata", version.metadata());
        if (found.bucket().bucketKey()) {
            answer.set("BucketKeyEnabled", true);
        }
        version.headers().forEach(answer::set);
        if (version.storageClass().equals("STANDARD")) {
            answer.clear("StorageClass");
        }
        if ("ENABLED".equalsIgnoreCase(checksumMode)) {
            slice.checksum().ifPresent(answer::checksum);
        }
    }

    /** The number of tags is told to who may read the tags. */
    private static void tagCount(Filled answer, Found found, Call call) {
        if (!found.version().tags().isEmpty() && !call.refused(TAGS)) {
            answer.set("TagCount", found.version().tags().size());
        }
    }

    /** The pairs of a read, with the optional one for the number of tags. */
    static List<Requirement> rule(Rules.Target target, Undecided call) {
        Versions.requireId(target.version());
        List<Requirement> needed = new ArrayList<>(Rules.reading("s3:GetObject", "s3:GetObjectVersion", target, call));
        Version version = Versions.seek(call.view(), target.bucket(), target.key(), target.version());
        if (version != null && !version.tags().isEmpty()) {
            needed.add(tagsRequirement(target, Lookup.bucket(call.view(), target.bucket()), version, call));
        }
        return needed;
    }

    private static Requirement tagsRequirement(Rules.Target target, Bucket bucket, Version version, Undecided call) {
        String action = target.version() == null ? "s3:GetObjectTagging" : "s3:GetObjectVersionTagging";
        return Rules.onTarget(action, target, bucket, version, call).perItem().build();
    }

    /** The headers that a signed request may choose for its answer. */
    private static void overrides(Filled answer, Structure request, @Nullable Instant expires, Call call) {
        boolean any = expires != null;
        for (String name :
                List.of("CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage", "ContentType")) {
            String chosen = Filled.text(request, "Response" + name);
            any |= chosen != null;
            answer.set(name, chosen);
        }
        if (expires != null) {
            answer.set("Expires", DateTimeFormatter.RFC_1123_DATE_TIME.format(expires.atOffset(ZoneOffset.UTC)));
        }
        if (any && call.caller().principal().account().isEmpty()) {
            throw Problems.invalidRequest(
                    "Request specific response headers cannot be used for anonymous GET requests.");
        }
    }
}
